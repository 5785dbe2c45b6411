/** What can be done to several users at once. */
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import type { SettingValues, Undo } from '../../api/settings.ts';
import type { ListedUser } from './listed-user.ts';

export const userActions = {
  block: { area: 'user', settings: { accountEnabled: false } },
  allow: { area: 'user', settings: { accountEnabled: true } },
  'smtp-on': { area: 'mailbox', settings: { mailboxSmtpAuth: 'on' } },
  'smtp-off': { area: 'mailbox', settings: { mailboxSmtpAuth: 'off' } },
  'mfa-enable': { area: 'multi-factor', settings: { perUserMfa: 'enabled' } },
  'mfa-enforce': { area: 'multi-factor', settings: { perUserMfa: 'enforced' } },
  'mfa-disable': { area: 'multi-factor', settings: { perUserMfa: 'disabled' } },
  /** `settings` null: the user goes. */
  remove: { area: 'user', settings: null },
} as const satisfies Record<string, { readonly area: string; readonly settings: SettingValues | null }>;

export type UserAction = keyof typeof userActions;

/** Null: there is no way back for what was done. */
export function wayBack(action: UserAction, users: readonly ListedUser[]): Undo | null {
  const settings: SettingValues | null = userActions[action].settings;
  if (settings === null || users.length === 0) return null;
  return async () => {
    for (const user of users) {
      const were: SettingValues = user.settings;
      const before = Object.fromEntries(Object.keys(settings).map((name) => [name, were[name] ?? null]));
      await change(user.id, { settings: before, expected: settings });
    }
  };
}

export async function carryOut(action: UserAction, user: ListedUser): Promise<void> {
  const { settings } = userActions[action];
  if (settings === null) await ask('DELETE /users/{user}', { params: { user: user.id } });
  else await change(user.id, { settings });
}

async function change(user: string, body: { settings: SettingValues; expected?: SettingValues }): Promise<void> {
  await ask('PATCH /users/{user}/settings', { params: { user }, body });
}

/** Whatever is shown is asked for anew. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries();
}
