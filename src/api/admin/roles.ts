/** Who holds which role. */
import { assignRole, listRoles, removeRole } from '../../contract/roles.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import { type AdministratorRole, administratorRoles, isAdministratorRole } from '../../directory/administrator-role.ts';
import type { AuditTarget } from '../../directory/audit-log.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, write } from './admin-route.ts';

interface OfAssignment {
  readonly tenant: string;
  readonly role: string;
  readonly principal: string;
}

export function roleRoutes({ administration: { tenants, roles }, directory, applications }: Services): AdminRoute[] {
  /** A user or a service principal of the tenant; null: it has none such. */
  async function principalOf(tenantId: string, name: string): Promise<AuditTarget | null> {
    const user = await directory.findUser(name);
    if (user?.tenantId === tenantId) return { kind: 'user', id: user.id, name: user.userPrincipalName };
    const principal = await applications.findServicePrincipal(tenantId, name);
    return principal && { kind: 'service-principal', id: principal.id, name: principal.displayName };
  }

  async function sought(caller: AdminRequest, { tenant, role, principal: name }: OfAssignment) {
    const { id: tenantId, domain } = await tenants.find(caller, tenant, 'role');
    const target = await principalOf(tenantId, name);
    if (target === null) throw new Problem(404, `there is no user and no application ${name} in ${domain}`);
    return { assignment: { tenantId, principalId: target.id, role: roleOf(role) }, target };
  }

  const appointing = [write('role'), write('service')];
  return [
    answering(listRoles, read('role'), async ({ caller, params }) => {
      const { id } = await tenants.find(caller, params.tenant, 'role');
      const named = (await roles.list(caller, id)).map(async ({ role, principalId }) => {
        const target = await principalOf(id, principalId);
        return { role, principal: { kind: kindOf(target), id: principalId, name: target?.name ?? principalId } };
      });
      return { assignments: await Promise.all(named) };
    }),
    answering(assignRole, appointing, async ({ caller, params }) => {
      const { assignment, target } = await sought(caller, params);
      await roles.assign(caller, assignment, target);
    }),
    answering(removeRole, appointing, async ({ caller, params }) => {
      const { assignment, target } = await sought(caller, params);
      await roles.remove(caller, assignment, target);
    }),
  ];
}

function roleOf(name: string): AdministratorRole {
  if (isAdministratorRole(name)) return name;
  throw new Problem(400, `there is no role ${name}; the roles are ${Object.keys(administratorRoles).join(', ')}`);
}

function kindOf(target: AuditTarget | null): 'user' | 'application' | 'unknown' {
  if (target === null) return 'unknown';
  return target.kind === 'user' ? 'user' : 'application';
}
