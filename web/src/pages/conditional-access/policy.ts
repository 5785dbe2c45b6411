/** A Conditional Access policy, and the form in which it is edited. Pure. */
import type { AnswerOf, Input } from '../../api/routes.ts';

export type Policy = AnswerOf<'GET /tenants/{tenant}/conditional-access'>['policies'][number];
export type NewPolicy = NonNullable<Input<'POST /tenants/{tenant}/conditional-access'>['body']>;

/** Lists are typed one entry a line. */
export interface PolicyForm {
  readonly name: string;
  readonly state: Policy['state'];
  readonly grant: Policy['grant'];
  /** `other`: as it has been, where that is neither of the two. */
  readonly clients: 'legacy' | 'all' | 'other';
  readonly includedUsers: string;
  readonly excludedUsers: string;
  readonly includedLocations: string;
  readonly excludedLocations: string;
}

export const listNames = ['includedUsers', 'excludedUsers', 'includedLocations', 'excludedLocations'] as const;
export const states = ['report-only', 'enabled', 'disabled'] as const;

/** Legacy authentication, and with it basic SMTP. */
const legacy: ReadonlySet<string> = new Set(['exchangeActiveSync', 'other']);

function clientsOf(clientApps: readonly string[]): PolicyForm['clients'] {
  if (clientApps.length === 1 && clientApps[0] === 'all') return 'all';
  return clientApps.includes('other') && clientApps.every((each) => legacy.has(each)) ? 'legacy' : 'other';
}

/** Null: of one that is not there yet. A new one only reports, so that nobody is shut out by trying. */
export function formOf(policy: Policy | null): PolicyForm {
  return {
    name: policy?.name ?? '',
    state: policy?.state ?? 'report-only',
    grant: policy?.grant ?? 'block',
    clients: policy === null ? 'legacy' : clientsOf(policy.clientApps),
    includedUsers: (policy?.includedUsers ?? ['All']).join('\n'),
    excludedUsers: (policy?.excludedUsers ?? []).join('\n'),
    includedLocations: (policy?.includedLocations ?? ['All']).join('\n'),
    excludedLocations: (policy?.excludedLocations ?? []).join('\n'),
  };
}

export function bodyOf(form: PolicyForm): NewPolicy {
  const { name, state, grant, clients } = form;
  const list = (text: string): string[] =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  return {
    name: name.trim(),
    state,
    grant,
    ...(clients === 'legacy' ? { clientApps: ['exchangeActiveSync', 'other'] as const } : {}),
    ...(clients === 'all' ? { clientApps: ['all'] as const } : {}),
    includedUsers: list(form.includedUsers),
    excludedUsers: list(form.excludedUsers),
    includedLocations: list(form.includedLocations),
    excludedLocations: list(form.excludedLocations),
  };
}
