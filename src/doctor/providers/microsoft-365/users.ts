/** Users as Graph has them: names, account, password, licence (MICROSOFT 365 §5.1). */

import { ApiFault, failed } from './api-fault.ts';
import type { Fields } from './fields.ts';
import type { GraphApi } from './graph-api.ts';
import { needs } from './needs.ts';
import { type Apis, type Source, setting } from './setting-access.ts';

const properties = [
  'id',
  'userPrincipalName',
  'mail',
  'proxyAddresses',
  'accountEnabled',
  'userType',
  'onPremisesSyncEnabled',
  'lastPasswordChangeDateTime',
  'passwordPolicies',
  'passwordProfile',
];

const dayMs = 86_400_000;
/** What Entra writes for a password that does not expire. */
const never = 2_147_483_647;

function pathOf(user: string): string {
  return `/v1.0/users/${encodeURIComponent(user)}?$select=${properties.join(',')}`;
}

/** By principal name, id, or any address; null: nobody has it. */
export async function findUser(graph: GraphApi, name: string): Promise<Fields | null> {
  const found = await graph.get(pathOf(name), needs.users);
  if (found !== null || !name.includes('@')) return found;
  const address = name.replaceAll("'", "''");
  const filter = `proxyAddresses/any(p: p eq 'smtp:${address}') or mail eq '${address}'`;
  const query = `$filter=${encodeURIComponent(filter)}&$select=${properties.join(',')}&$top=2`;
  const [first] = await graph.list(`/v1.0/users?${query}`, needs.users, { rows: 2 });
  return first ?? null;
}

const user: Source<Fields> = {
  name: 'GET /users/{id}',
  async read({ graph }, id) {
    const found = await graph.get(pathOf(id), needs.users);
    if (found === null) throw failed('GET /users/{id}: there is no such user');
    return found;
  },
};

export const accountEnabled = setting({
  source: user,
  property: 'accountEnabled',
  rawIn: (found) => found.flag('accountEnabled'),
  valueIn: (found) => found.flag('accountEnabled'),
  rawOf: (value) => value === true,
  write: ({ graph }, id, raw) =>
    graph.patch(`/v1.0/users/${encodeURIComponent(id)}`, { accountEnabled: raw }, needs.changeUsers),
});

interface Password {
  readonly expired: boolean;
  readonly evidence: string;
}

export const passwordExpired = setting({
  source: { name: 'GET /users/{id}', read: readPassword },
  property: 'the password',
  rawIn: ({ evidence }) => evidence,
  valueIn: ({ expired }) => expired,
  rawOf: (_value, present) => present,
  // Only whoever chooses the new one can renew a password.
  write: null,
});

async function readPassword(apis: Apis, id: string): Promise<Password> {
  const found = await user.read(apis, id);
  const mustChange = found.object('passwordProfile').raw('forceChangePasswordNextSignIn');
  if (mustChange === true) return { expired: true, evidence: 'forceChangePasswordNextSignIn' };
  const policies = found.optionalText('passwordPolicies') ?? '';
  if (policies.includes('DisablePasswordExpiration')) return { expired: false, evidence: 'DisablePasswordExpiration' };
  const changedAt = found.time('lastPasswordChangeDateTime');
  if (changedAt === null) {
    if (mustChange === false) return { expired: false, evidence: 'forceChangePasswordNextSignIn' };
    // It is not told when it was changed.
    throw new ApiFault({ kind: 'not-offered' });
  }
  const domain = found.text('userPrincipalName').split('@')[1] ?? '';
  const settings = await apis.graph.get(`/v1.0/domains/${encodeURIComponent(domain)}`, needs.organization);
  const days = settings?.raw('passwordValidityPeriodInDays');
  // MICROSOFT: a tenant that has chosen nothing lets passwords live for ever.
  const endsAt = typeof days === 'number' && days !== never ? changedAt + days * dayMs : null;
  const evidence = `lastPasswordChangeDateTime ${new Date(changedAt).toISOString()}, ${endsAt === null ? 'for ever' : `${String(days)} days`}`;
  return { expired: endsAt !== null && endsAt < Date.now(), evidence };
}

/** Service plans that bring a mailbox, and not those that go with one (archive, foundation). */
const mailboxPlan = /^EXCHANGE_[SBL]_(?!FOUNDATION|ARCHIVE)/i;
const working: ReadonlySet<string> = new Set(['Success', 'PendingInput', 'PendingActivation', 'PendingProvisioning']);

export const licensed = setting({
  source: {
    name: 'GET /users/{id}/licenseDetails',
    read: async ({ graph }, id) =>
      (await graph.list(`/v1.0/users/${encodeURIComponent(id)}/licenseDetails`, needs.users)).flatMap((licence) =>
        licence.objects('servicePlans').filter((plan) => mailboxPlan.test(plan.optionalText('servicePlanName') ?? '')),
      ),
  },
  property: 'servicePlans',
  rawIn: (plans) => plans.map((plan) => `${plan.text('servicePlanName')} ${plan.text('provisioningStatus')}`),
  valueIn: (plans) => plans.some((plan) => working.has(plan.text('provisioningStatus'))),
  rawOf: (_value, present) => present,
  // A licence is bought; which one is not the doctor's to choose.
  write: null,
});

/** Ids of the groups and directory roles that a user belongs to, also by way of others; policies name them. */
export async function readMemberships(graph: GraphApi, id: string): Promise<readonly string[]> {
  const path = `/v1.0/users/${encodeURIComponent(id)}/transitiveMemberOf?$select=id,roleTemplateId`;
  const found = await graph.list(path, needs.memberships);
  // Conditional Access names a role by its template.
  return found.flatMap((each) => [each.text('id'), each.optionalText('roleTemplateId') ?? '']).filter(Boolean);
}
