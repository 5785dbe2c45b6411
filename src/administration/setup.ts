/** The first start: whoever holds the one-time code becomes the first administrator, and chooses their own password. */
import type { AdminRequest } from '../directory/actor.ts';
import type { Verifiers } from '../directory/directory-store.ts';
import type { Tenant, User } from '../directory/nouns.ts';
import type { RoleStore } from '../directory/role-store.ts';
import type { SetupCode, SetupCodes } from '../sign-in/setup-codes.ts';
import { permit } from './permit.ts';
import { Refusal } from './refusal.ts';
import type { TenantAdministration } from './tenants.ts';
import type { UserAdministration } from './users.ts';

export interface FirstAdministrator {
  readonly domain: string;
  /** Of the organization. */
  readonly organization: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  /** Asked for once the code is known to be right: a hash is work. */
  readonly verifiers: () => Promise<Verifiers>;
}

export interface SetupAdministration {
  isNeeded(): Promise<boolean>;
  /** A new code. Throws a `Refusal` where somebody administers already. */
  begin(request: AdminRequest): Promise<SetupCode>;
  /** The administrator, or what is the matter with the code, which is used up by this alone. Throws a `Refusal` as well. */
  complete(
    request: AdminRequest,
    code: string,
    first: FirstAdministrator,
  ): Promise<User | 'wrong' | 'over' | 'too-many'>;
}

export interface SetupParts {
  readonly roles: Pick<RoleStore, 'isAnybodyAdministrator'>;
  readonly codes: SetupCodes;
  readonly administration: {
    readonly tenants: Pick<TenantAdministration, 'add' | 'list'>;
    readonly users: Pick<UserAdministration, 'add'>;
  };
}

export function createSetupAdministration({ roles, codes, administration }: SetupParts): SetupAdministration {
  async function refuseIfAdministered(): Promise<void> {
    if (!(await roles.isAnybodyAdministrator())) return;
    const detail = 'somebody administers this service already; they, or "postern role assign", appoint others';
    throw new Refusal({ kind: 'conflict', detail });
  }

  async function appoint(request: AdminRequest, first: FirstAdministrator): Promise<User> {
    const tenant = await tenantOf(request, first);
    const { userPrincipalName, displayName } = first;
    const verifiers = await first.verifiers();
    const roles = ['global-administrator', 'platform-operator'] as const;
    // With their roles or not at all: a failure leaves nobody whose name is in the way of the next try.
    return administration.users.add(request, { tenantId: tenant.id, userPrincipalName, displayName, verifiers, roles });
  }

  /** Added, unless whoever runs the machine has added it already. */
  async function tenantOf(request: AdminRequest, { domain, organization }: FirstAdministrator): Promise<Tenant> {
    const known = (await administration.tenants.list(request)).find((each) => each.domain === domain.toLowerCase());
    return known ?? administration.tenants.add(request, { domain, displayName: organization });
  }

  return {
    isNeeded: async () => !(await roles.isAnybodyAdministrator()),
    async begin(request) {
      permit(request, 'service', 'write', null);
      await refuseIfAdministered();
      return codes.make();
    },
    async complete(request, code, first) {
      await refuseIfAdministered();
      const taken = codes.take(code, request.address);
      if (taken !== 'taken') return taken;
      try {
        return await appoint(request, first);
      } catch (error) {
        codes.giveBack();
        throw error;
      }
    },
  };
}
