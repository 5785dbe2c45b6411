/** What a change of settings rests on: rules between settings, and what is in force when it is made. */
import type { DirectoryStore, SettingChange } from '../directory/directory-store.ts';
import { type InForce, tenantSettings } from '../directory/settings.ts';
import { namesPolicy, withPolicies } from './authentication-policy-rules.ts';
import { concernsAccess, heldTogether } from './conditional-access-rules.ts';
import { Refusal } from './refusal.ts';

/** `changes`, and the conditions that they rest on. Throws a `Refusal` where they contradict what is in force. */
export async function heldTo(
  changes: readonly SettingChange[],
  tenantId: string,
  directory: Pick<DirectoryStore, 'settingsOfTenant'>,
): Promise<SettingChange[]> {
  const [access, policy] = [concernsAccess(changes), namesPolicy(changes)];
  if (!access && !policy) return [...changes];
  const inForce = await directory.settingsOfTenant(tenantId);
  const named = policy ? withPolicies(changes, tenantId, inForce) : changes;
  return [...named, ...(access ? heldTogether(changes, tenantId, inForce, tenantSettings) : [])];
}

/**
 * A change that changes nothing has no end: nothing would be put back then, and whoever asked for it would rely on that.
 * Throws a `Refusal` that names `target`.
 */
export async function refuseWithoutChange(
  changes: readonly SettingChange[],
  target: string,
  table: Readonly<Record<string, { readonly default: unknown }>>,
  directory: Pick<DirectoryStore, 'settingsOfTenant' | 'settingsOfUser'>,
): Promise<void> {
  const [first] = changes;
  if (first === undefined) return;
  const { scope, scopeId } = first;
  const settings = await (scope === 'tenant' ? directory.settingsOfTenant(scopeId) : directory.settingsOfUser(scopeId));
  const inForce = settings as Readonly<Record<string, InForce<unknown>>>;
  const isAsItWas = ({ name, value }: SettingChange): boolean =>
    JSON.stringify(inForce[name]?.value) === JSON.stringify(value ?? table[name]?.default);
  if (!changes.every(isAsItWas)) return;
  const detail = `${target} is so already, so that nothing would be put back at the end; ask for it without an end`;
  throw new Refusal({ kind: 'conflict', because: 'there-already', detail });
}
