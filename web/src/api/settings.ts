/** Settings in force, changed with what was seen of them before, so that nobody's newer change is overwritten. */
import type { SettingsPatch } from '../../../src/contract/settings.ts';
import type { AnswerOf } from './routes.ts';
import { useTell } from './use-ask.ts';

export type SettingsInForce = AnswerOf<'GET /users/{user}'>['settings'];
export type SettingInForce = SettingsInForce[string];
export type SettingValues = Readonly<Record<string, unknown>>;

/** Takes a change back; refused where something newer stands on it. */
export type Undo = () => Promise<unknown>;

/** As it was stored; null: nobody has set it. */
function storedOf(inForce: SettingsInForce, name: string): unknown {
  const setting = inForce[name];
  return setting === undefined || setting.setBy === null ? null : setting.value;
}

export function patchOf(inForce: SettingsInForce, settings: SettingValues, until: string | null): SettingsPatch {
  const readable = Object.keys(settings).filter((name) => name in inForce);
  const expected = Object.fromEntries(readable.map((name) => [name, storedOf(inForce, name)]));
  return { settings, expected, ...(until === null ? {} : { until }) };
}

export function wayBackOf(inForce: SettingsInForce, settings: SettingValues): SettingsPatch {
  const before = Object.fromEntries(Object.keys(settings).map((name) => [name, storedOf(inForce, name)]));
  return { settings: before, expected: settings };
}

export interface SettingsChange {
  readonly isPending: boolean;
  readonly error: Error | null;
  /** `until`: when it is put back by itself, RFC 3339; null: it stays. Answers the way back. */
  change(settings: SettingValues, until?: string | null): Promise<Undo>;
}

export function useUserSettings(user: string, inForce: SettingsInForce): SettingsChange {
  const tell = useTell('PATCH /users/{user}/settings');
  const params = { user };
  return {
    isPending: tell.isPending,
    error: tell.error,
    async change(settings, until = null) {
      await tell.mutateAsync({ params, body: patchOf(inForce, settings, until) });
      return () => tell.mutateAsync({ params, body: wayBackOf(inForce, settings) });
    },
  };
}

export function useTenantSettings(tenant: string, inForce: SettingsInForce): SettingsChange {
  const tell = useTell('PATCH /tenants/{tenant}/settings');
  const params = { tenant };
  return {
    isPending: tell.isPending,
    error: tell.error,
    async change(settings, until = null) {
      await tell.mutateAsync({ params, body: patchOf(inForce, settings, until) });
      return () => tell.mutateAsync({ params, body: wayBackOf(inForce, settings) });
    },
  };
}
