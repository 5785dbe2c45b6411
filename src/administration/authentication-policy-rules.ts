/** What is given to a user or the organization as an authentication policy must be one. Pure. */
import type { SettingChange } from '../directory/directory-store.ts';
import type { AuthenticationPolicy, SettingsInForce, TenantSettings } from '../directory/settings.ts';
import { Refusal } from './refusal.ts';

const references: ReadonlySet<string> = new Set(['authenticationPolicy', 'defaultAuthenticationPolicy']);

/** Whether any of `changes` names a policy. */
export function namesPolicy(changes: readonly SettingChange[]): boolean {
  return changes.some(({ name, value }) => references.has(name) && value !== undefined);
}

/**
 * `changes` with each policy by its own name, and the condition that it is still there then. Throws a `Refusal` where one is
 * named that there is not.
 */
export function withPolicies(
  changes: readonly SettingChange[],
  tenantId: string,
  { authenticationPolicies: inForce }: Pick<SettingsInForce<TenantSettings>, 'authenticationPolicies'>,
): SettingChange[] {
  const changed = changes.find(({ name }) => name === 'authenticationPolicies');
  const policies = changed === undefined ? inForce.value : ((changed.value ?? []) as readonly AuthenticationPolicy[]);
  const named = changes.map((change) =>
    references.has(change.name) && change.value !== undefined
      ? { ...change, value: ownName(policies, change.value as string) }
      : change,
  );
  if (changed !== undefined) return named;
  const { value, setBy } = inForce;
  // As it is already: the statement alters nothing, and its condition holds the whole change.
  const same = { scope: 'tenant', scopeId: tenantId, name: 'authenticationPolicies' } as const;
  return [...named, { ...same, value: setBy === null ? undefined : value, expected: value }];
}

function ownName(policies: readonly AuthenticationPolicy[], name: string): string {
  const policy = policies.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (policy === undefined) throw new Refusal({ kind: 'not-found', what: 'authentication policy', name });
  return policy.name;
}
