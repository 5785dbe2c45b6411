/** Conditional Access policies as a table, and one as lines. */
import type { Static } from 'typebox';
import type { conditionalAccessPolicy, namedLocation } from '../contract/conditional-access.ts';
import { at, type Door } from './door.ts';
import { printable, table, time } from './output.ts';

export type AccessPolicy = Static<typeof conditionalAccessPolicy>;
export type Location = Static<typeof namedLocation>;

export function formatPolicies(policies: readonly AccessPolicy[]): string {
  const rows = policies.map((policy) => [
    policy.name,
    policy.state,
    policy.grant,
    policy.clientApps.join(', '),
    briefly(policy.includedUsers, policy.excludedUsers),
    policy.id,
  ]);
  return printable(table([['POLICY', 'STATE', 'GRANT', 'CLIENTS', 'USERS', 'ID'], ...rows]));
}

/** One policy as lines, with the names of the locations that it has by their ids. */
export async function describePolicy(door: Door, tenant: string, policy: AccessPolicy): Promise<string> {
  const { locations } = await door.call<{ locations: Location[] }>('GET', at`/tenants/${tenant}/named-locations`);
  return formatPolicy(policy, locations);
}

function formatPolicy(policy: AccessPolicy, locations: readonly Location[]): string {
  const named = (listed: readonly string[]) =>
    listed.map((each) => locations.find(({ id }) => id === each)?.name ?? each);
  const { createdAt, modifiedAt } = policy;
  const rows = [
    ['  state', policy.state],
    ['  grant', policy.grant],
    ['  clients', policy.clientApps.join(', ')],
    ['  users', whole(policy.includedUsers, policy.excludedUsers)],
    ['  applications', whole(policy.includedApplications, policy.excludedApplications)],
    ['  locations', whole(named(policy.includedLocations), named(policy.excludedLocations))],
    ['  id', policy.id],
    ...(createdAt === null ? [] : [['  made', time(createdAt)]]),
    ...(modifiedAt === null ? [] : [['  changed', time(modifiedAt)]]),
  ];
  return printable(`${policy.name}\n${table(rows)}`);
}

function briefly(included: readonly string[], excluded: readonly string[]): string {
  return `${counted(included)}${excluded.length === 0 ? '' : `, but ${counted(excluded)}`}`;
}

function counted(listed: readonly string[]): string {
  return listed.length > 1 ? `${listed.length}` : (listed[0] ?? '');
}

function whole(included: readonly string[], excluded: readonly string[]): string {
  return `${included.join(', ')}${excluded.length === 0 ? '' : `; but not ${excluded.join(', ')}`}`;
}
