/** What holds between security defaults, Conditional Access policies and the places that these name (M365 R7). Pure. */
import {
  type ConditionalAccessPolicy,
  maximumListed,
  maximumNamedLocations,
  maximumPolicies,
  maximumRanges,
  type NamedLocation,
} from '../directory/conditional-access-policy.ts';
import type { SettingChange } from '../directory/directory-store.ts';
import type { SettingsInForce, TenantSettings } from '../directory/settings.ts';
import { parseAddressRange } from '../lib/address-range.ts';
import { Refusal } from './refusal.ts';

const names = ['securityDefaults', 'conditionalAccessPolicies', 'namedLocations'] as const;

type AccessSettings = Pick<TenantSettings, (typeof names)[number]>;

/** Whether any of `changes` is about what stands together here. */
export function concernsAccess(changes: readonly SettingChange[]): boolean {
  return changes.some(({ name }) => (names as readonly string[]).includes(name));
}

/**
 * Conditions to be written along with `changes`, so that what they were judged by still holds. Throws a `Refusal` where they
 * would contradict what is in force.
 */
export function heldTogether(
  changes: readonly SettingChange[],
  tenantId: string,
  inForce: SettingsInForce<TenantSettings>,
  defaults: { readonly [K in keyof AccessSettings]: { readonly default: AccessSettings[K] } },
): SettingChange[] {
  const before = Object.fromEntries(names.map((name) => [name, inForce[name].value])) as unknown as AccessSettings;
  const changed = changes.map(({ name, value }) => [name, value ?? defaults[name as keyof AccessSettings]?.default]);
  refuseContradictions(before, { ...before, ...(Object.fromEntries(changed) as Partial<AccessSettings>) });
  return names
    .filter((name) => !changes.some((change) => change.name === name))
    .map((name) => {
      const { value, setBy } = inForce[name];
      // As it is already: the statement alters nothing, and its condition holds the whole change.
      return { scope: 'tenant', scopeId: tenantId, name, value: setBy === null ? undefined : value, expected: value };
    });
}

function refuseContradictions(before: AccessSettings, after: AccessSettings): void {
  refuseBoth(before, after);
  checkPolicies(after);
  checkLocations(after.namedLocations);
  const known = new Set(danglingIn(before).map(({ detail }) => detail));
  const dangling = danglingIn(after).find(({ detail }) => !known.has(detail));
  if (dangling === undefined) return;
  const { policy, location, detail } = dangling;
  const removed = before.namedLocations.find(({ id }) => id.toLowerCase() === location.toLowerCase());
  // As Graph has it: 400, not 409.
  throw new Refusal({
    kind: 'invalid',
    detail:
      removed === undefined
        ? detail
        : `the Conditional Access policy '${policy}' names the location '${removed.name}'; take it out of the policy first`,
  });
}

function refuseBoth(before: AccessSettings, after: AccessSettings): void {
  if (!after.securityDefaults) return;
  const enabled = enabledOf(after.conditionalAccessPolicies);
  const [first] = enabled;
  if (first === undefined) return;
  if (!before.securityDefaults) {
    const detail = `the Conditional Access policy '${first.name}' is enabled; security defaults can be turned on only where none is`;
    throw new Refusal({ kind: 'conflict', detail });
  }
  const already = new Set(enabledOf(before.conditionalAccessPolicies).map(({ id }) => id));
  const enabling = enabled.find(({ id }) => !already.has(id));
  if (enabling === undefined) return;
  const detail = `security defaults are on; turn them off before the Conditional Access policy '${enabling.name}' is enabled`;
  throw new Refusal({ kind: 'conflict', detail });
}

function enabledOf(policies: readonly ConditionalAccessPolicy[]): ConditionalAccessPolicy[] {
  return policies.filter(({ state }) => state === 'enabled');
}

function checkPolicies({ conditionalAccessPolicies: policies }: AccessSettings): void {
  const invalid = (detail: string): Refusal => new Refusal({ kind: 'invalid', detail });
  if (policies.length > maximumPolicies)
    throw invalid(`a tenant has at most ${maximumPolicies} Conditional Access policies; remove one first`);
  if (new Set(policies.map(({ id }) => id.toLowerCase())).size < policies.length)
    throw invalid('two Conditional Access policies have the same id');
  for (const { name, clientApps, ...policy } of policies) {
    if (clientApps.length === 0) throw invalid(`the Conditional Access policy '${name}' names no client`);
    const lists = [policy.includedUsers, policy.includedApplications, policy.includedLocations];
    if (lists.some(({ length }) => length === 0))
      throw invalid(
        `the Conditional Access policy '${name}' covers nobody: users, applications and locations need one each`,
      );
    const all = [...lists, policy.excludedUsers, policy.excludedApplications, policy.excludedLocations];
    if (all.some(({ length }) => length > maximumListed))
      throw invalid(`a list of the Conditional Access policy '${name}' is longer than ${maximumListed}`);
  }
}

function checkLocations(locations: readonly NamedLocation[]): void {
  const invalid = (detail: string): Refusal => new Refusal({ kind: 'invalid', detail });
  if (locations.length > maximumNamedLocations)
    throw invalid(`a tenant has at most ${maximumNamedLocations} named locations; remove one first`);
  if (new Set(locations.map(({ id }) => id.toLowerCase())).size < locations.length)
    throw invalid('two named locations have the same id');
  for (const { name, ranges } of locations) {
    if (ranges.length === 0 || ranges.length > maximumRanges)
      throw invalid(`the named location '${name}' needs 1 to ${maximumRanges} ranges`);
    const bad = ranges.find((range) => parseAddressRange(range) === null);
    if (bad !== undefined)
      throw invalid(`'${bad.slice(0, 64)}' of the named location '${name}' is no range such as 192.0.2.0/24`);
  }
}

interface Dangling {
  readonly policy: string;
  readonly location: string;
  readonly detail: string;
}

/** What policies name that is neither a location nor a range. */
function danglingIn({ conditionalAccessPolicies, namedLocations }: AccessSettings): Dangling[] {
  const known = new Set(['all', 'alltrusted', ...namedLocations.map(({ id }) => id.toLowerCase())]);
  return conditionalAccessPolicies.flatMap(({ name, includedLocations, excludedLocations }) =>
    [...includedLocations, ...excludedLocations]
      .filter((listed) => !known.has(listed.toLowerCase()) && parseAddressRange(listed) === null)
      .map((location) => ({
        policy: name,
        location,
        detail: `the Conditional Access policy '${name}' names the location ${location}, which is not there`,
      })),
  );
}
