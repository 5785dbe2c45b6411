/** Conditional Access policies and the places that they name, read and written through Graph (MICROSOFT 365 R8, §5.1). */
import type { ConditionalAccessPolicy } from '../../../directory/conditional-access-policy.ts';
import type { RawValue } from '../tenant-provider.ts';
import type { Fields } from './fields.ts';
import { needs } from './needs.ts';
import { listedUsers, type PolicyFound, readLocation, readPolicy, withPlaces } from './read-policy.ts';
import { type Apis, type Source, setting } from './setting-access.ts';

const policiesPath = '/v1.0/identity/conditionalAccess/policies';

interface PoliciesFound {
  readonly rows: readonly Fields[];
  readonly read: readonly PolicyFound[];
}

async function readLocations({ graph }: Apis): Promise<readonly Fields[]> {
  return graph.list('/v1.0/identity/conditionalAccess/namedLocations', needs.policies);
}

export const policies: Source<PoliciesFound> = {
  name: 'GET /identity/conditionalAccess/policies',
  async read(apis) {
    const rows = await apis.graph.list(policiesPath, needs.policies);
    const found = rows.map(readPolicy);
    const places = new Set((await readLocations(apis)).map(readLocation).flatMap((each) => each?.id ?? []));
    return { rows, read: found.map((each) => withPlaces(each, places)) };
  },
};

/** What of a policy the doctor may change, and what it must not trample on. */
interface RawPolicy {
  readonly id: string;
  readonly state: string;
  readonly excludeUsers: readonly string[];
  /** All that is excluded: users, groups and roles. */
  readonly excluded: readonly string[];
}

export const conditionalAccessPolicies = setting({
  source: policies,
  property: 'value',
  rawIn: ({ rows }) =>
    rows.map((row): RawValue => {
      const users = row.object('conditions').object('users');
      return {
        id: row.text('id'),
        state: row.text('state'),
        excludeUsers: users.texts('excludeUsers'),
        excluded: listedUsers(users, 'exclude'),
      };
    }),
  evidence: ({ read }) => read.map(({ policy: { name, state } }) => `${name}: ${state}`).join('; ') || 'none',
  rows: { keyOf: ({ id }) => (typeof id === 'string' ? id : ''), written: (row) => row['excludeUsers'] ?? [] },
  // What cannot be foreseen is not decided upon; it is told beside (`unforeseen`).
  valueIn: ({ read }) => read.filter(({ unforeseen }) => unforeseen.length === 0).map(({ policy }) => policy),
  rawOf: (value, present) =>
    (present as unknown as readonly RawPolicy[]).map((raw): RawValue => {
      const wanted = (value as readonly ConditionalAccessPolicy[]).find(({ id }) => id === raw.id);
      const added = wanted?.excludedUsers.filter((each) => !raw.excluded.includes(each)) ?? [];
      return { ...raw, excludeUsers: [...raw.excludeUsers, ...added], excluded: [...raw.excluded, ...added] };
    }),
  write: writePolicies,
});

/** Policies of which the doctor changes something, one by one; the others stay as they are, whoever changes them meanwhile. */
async function writePolicies({ graph }: Apis, _user: string, raw: RawValue, present: RawValue): Promise<void> {
  const there = new Map((present as unknown as readonly RawPolicy[]).map((policy) => [policy.id, policy]));
  for (const { id, excludeUsers } of raw as unknown as readonly RawPolicy[]) {
    const before = there.get(id);
    if (before === undefined || JSON.stringify(before.excludeUsers) === JSON.stringify(excludeUsers)) continue;
    const body = { conditions: { users: { excludeUsers } } };
    await graph.patch(`${policiesPath}/${encodeURIComponent(id)}`, body, needs.changeConditionalAccess);
  }
}

const locations: Source<readonly Fields[]> = {
  name: 'GET /identity/conditionalAccess/namedLocations',
  read: readLocations,
};

export const namedLocations = setting({
  source: locations,
  property: 'value',
  rawIn: (rows) => rows.map((row) => row.text('id')),
  valueIn: (rows) => rows.map(readLocation).filter((location) => location !== null),
  rawOf: (_value, present) => present,
  write: null,
});
