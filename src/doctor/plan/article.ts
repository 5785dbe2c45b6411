/** What Microsoft's article on SMTP AUTH would change of what is in force, and what of it this sign-in does not need. Pure. */
import type { Controls, NamedSetting } from '../../sign-in/controls.ts';
import { changesOf, type PlanStep } from './plan.ts';

export interface ArticleChange {
  /** Named as its gate is. */
  readonly control: 'security-defaults' | 'smtp-auth' | 'multi-factor';
  readonly setting: Pick<NamedSetting, 'scope' | 'name'>;
}

interface Row extends ArticleChange {
  /** Whether the article's value is another one than that in force. */
  readonly isChange: (controls: Controls) => boolean;
}

const rows: readonly Row[] = [
  {
    control: 'security-defaults',
    setting: { scope: 'tenant', name: 'securityDefaults' },
    isChange: ({ organization }) => organization.securityDefaults.value,
  },
  {
    control: 'smtp-auth',
    setting: { scope: 'user', name: 'mailboxSmtpAuth' },
    isChange: ({ user }) => user.mailboxSmtpAuth.value !== 'on',
  },
  {
    control: 'multi-factor',
    setting: { scope: 'user', name: 'perUserMfa' },
    isChange: ({ user }) => user.perUserMfa.value !== 'disabled',
  },
];

/** Changes of the article, and those among them that the plan does without. */
export function compareWithArticle(
  controls: Controls,
  steps: readonly PlanStep[],
): { readonly changes: readonly ArticleChange[]; readonly unneeded: readonly ArticleChange[] } {
  const planned = new Set(changesOf(steps).map(({ setting }) => setting.name));
  const changes = rows
    .filter(({ isChange }) => isChange(controls))
    .map(({ control, setting }) => ({ control, setting }));
  return { changes, unneeded: changes.filter(({ setting }) => !planned.has(setting.name)) };
}
