/** Authentication policies of a tenant, and who has which (M365 R4): a policy that somebody has cannot be removed. */
import type { AdminRequest } from '../directory/actor.ts';
import type { AuditTarget } from '../directory/audit-log.ts';
import type { DirectoryStore, SettingChange } from '../directory/directory-store.ts';
import type { Tenant, User } from '../directory/nouns.ts';
import type { AuthenticationPolicy } from '../directory/settings.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';
import { type SettingsAdministration, tryAgainWhileOvertaken } from './settings.ts';

export interface AuthenticationPolicyAdministration {
  list(request: AdminRequest, tenant: Tenant): Promise<readonly AuthenticationPolicy[]>;
  /** By name, in any case. Throws a `Refusal`. */
  find(request: AdminRequest, tenant: Tenant, name: string): Promise<AuthenticationPolicy>;
  add(request: AdminRequest, tenant: Tenant, policy: AuthenticationPolicy): Promise<AuthenticationPolicy>;
  setAllowed(request: AdminRequest, tenant: Tenant, name: string, allowBasicAuthSmtp: boolean): Promise<void>;
  /** Refused while a user or the organization has it. */
  remove(request: AdminRequest, tenant: Tenant, name: string): Promise<void>;
  /** `name` null: none. */
  setDefault(request: AdminRequest, tenant: Tenant, name: string | null): Promise<void>;
  assign(request: AdminRequest, tenant: Tenant, user: User, name: string | null): Promise<void>;
}

/** Policies of one tenant. */
export const maximumPolicies = 100;
/** Characters of a name, as for other objects of Exchange. */
export const maximumPolicyName = 64;
/** Users that are named who have a policy. */
const namedUsers = 3;

export function namedPolicy(policies: readonly AuthenticationPolicy[], name: string): AuthenticationPolicy {
  const found = policies.find((policy) => policy.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw new Refusal({ kind: 'not-found', what: 'authentication policy', name });
  return found;
}

type Store = Pick<DirectoryStore, 'changeSettings' | 'settingsOfTenant' | 'listUsersWithSetting'>;

export function createAuthenticationPolicyAdministration(
  directory: Store,
  settings: Pick<SettingsAdministration, 'updateTenantSetting'>,
  parts: EntryParts,
): AuthenticationPolicyAdministration {
  async function list(request: AdminRequest, tenant: Tenant): Promise<readonly AuthenticationPolicy[]> {
    permit(request, 'authentication-policy', 'read', tenant.id);
    return (await directory.settingsOfTenant(tenant.id)).authenticationPolicies.value;
  }
  return {
    list,
    find: async (request, tenant, name) => namedPolicy(await list(request, tenant), name),
    async add(request, tenant, policy) {
      checkName(policy.name);
      await settings.updateTenantSetting(request, tenant, 'authenticationPolicies', (policies) =>
        withPolicy(policies, policy),
      );
      return policy;
    },
    async setAllowed(request, tenant, name, allowBasicAuthSmtp) {
      await settings.updateTenantSetting(request, tenant, 'authenticationPolicies', (policies) => {
        const policy = namedPolicy(policies, name);
        return policies.map((each) => (each === policy ? { ...policy, allowBasicAuthSmtp } : each));
      });
    },
    ...uses(directory, parts),
  };
}

/** What rests on the list of policies, and is decided again where the list was changed meanwhile. */
function uses(
  directory: Store,
  parts: EntryParts,
): Pick<AuthenticationPolicyAdministration, 'remove' | 'setDefault' | 'assign'> {
  async function change(
    request: AdminRequest,
    tenant: Tenant,
    target: AuditTarget,
    changesOf: (policies: readonly AuthenticationPolicy[]) => Promise<readonly SettingChange[]>,
  ): Promise<void> {
    const role = permit(request, 'authentication-policy', 'write', tenant.id);
    await tryAgainWhileOvertaken(async () => {
      const changes = await changesOf((await directory.settingsOfTenant(tenant.id)).authenticationPolicies.value);
      const entry = entryOf(request, role, { tenantId: tenant.id, action: 'settings.change', target }, parts);
      return (await directory.changeSettings(changes, entry)) === 'changed' ? { value: undefined } : null;
    });
  }
  /** `name` null: none, whatever the list holds. */
  const give = (
    request: AdminRequest,
    tenant: Tenant,
    target: AuditTarget,
    to: Pick<SettingChange, 'scope' | 'scopeId' | 'name'>,
    name: string | null,
  ) =>
    change(request, tenant, target, async (policies) =>
      name === null
        ? [{ ...to, value: undefined }]
        : [ofTenant(tenant, 'authenticationPolicies', policies), { ...to, value: namedPolicy(policies, name).name }],
    );

  return {
    async remove(request, tenant, name) {
      await change(request, tenant, targetOf(tenant), (policies) => removal(directory, tenant, policies, name));
    },
    async setDefault(request, tenant, name) {
      const to = { scope: 'tenant', scopeId: tenant.id, name: 'defaultAuthenticationPolicy' } as const;
      await give(request, tenant, targetOf(tenant), to, name);
    },
    async assign(request, tenant, user, name) {
      const target = { kind: 'user', id: user.id, name: user.userPrincipalName } as const;
      await give(request, tenant, target, { scope: 'user', scopeId: user.id, name: 'authenticationPolicy' }, name);
    },
  };
}

/** Takes one policy from the list, as long as nobody has it. */
async function removal(
  directory: Store,
  tenant: Tenant,
  policies: readonly AuthenticationPolicy[],
  name: string,
): Promise<readonly SettingChange[]> {
  const policy = namedPolicy(policies, name);
  const inForce = (await directory.settingsOfTenant(tenant.id)).defaultAuthenticationPolicy.value;
  refuseDefault(policy, inForce);
  const { id } = tenant;
  refuseHeld(policy, await directory.listUsersWithSetting(id, 'authenticationPolicy', policy.name, namedUsers + 1));
  return [
    {
      ...ofTenant(tenant, 'authenticationPolicies', policies),
      value: policies.filter((each) => each !== policy),
      unlessUserHas: { name: 'authenticationPolicy', value: policy.name },
    },
    ofTenant(tenant, 'defaultAuthenticationPolicy', inForce),
  ];
}

function targetOf({ id, domain }: Tenant): AuditTarget {
  return { kind: 'tenant', id, name: domain };
}

/** A setting of the tenant as it is, which must still be so when the change is made. */
function ofTenant(
  tenant: Tenant,
  name: 'authenticationPolicies' | 'defaultAuthenticationPolicy',
  value: unknown,
): SettingChange {
  return { scope: 'tenant', scopeId: tenant.id, name, value: value ?? undefined, expected: value };
}

function checkName(name: string): void {
  if (name.trim() === '' || name.length > maximumPolicyName) {
    const detail = `the name of an authentication policy has 1 to ${maximumPolicyName} characters`;
    throw new Refusal({ kind: 'invalid', detail });
  }
}

function withPolicy(
  policies: readonly AuthenticationPolicy[],
  policy: AuthenticationPolicy,
): readonly AuthenticationPolicy[] {
  if (policies.some(({ name }) => name.toLowerCase() === policy.name.toLowerCase()))
    throw new Refusal({
      kind: 'conflict',
      because: 'there-already',
      detail: `the authentication policy '${policy.name}' already exists`,
    });
  if (policies.length >= maximumPolicies)
    throw new Refusal({ kind: 'conflict', detail: `a tenant has at most ${maximumPolicies} authentication policies` });
  return [...policies, policy];
}

function refuseDefault({ name }: AuthenticationPolicy, inForce: string | null): void {
  if (inForce?.toLowerCase() !== name.toLowerCase()) return;
  const detail = `'${name}' is the default authentication policy of the organization; set another default, or none, first`;
  throw new Refusal({ kind: 'conflict', detail });
}

function refuseHeld({ name }: AuthenticationPolicy, holders: readonly User[]): void {
  if (holders.length === 0) return;
  const names = holders.slice(0, namedUsers).map(({ userPrincipalName }) => userPrincipalName);
  const more = holders.length > namedUsers ? ' and others' : '';
  const detail = `'${name}' is the authentication policy of ${names.join(', ')}${more}; give them another one, or none, first`;
  throw new Refusal({ kind: 'conflict', detail });
}
