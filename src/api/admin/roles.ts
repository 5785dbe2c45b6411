/** Who holds which role. */
import { assignRole, listRoles, removeRole } from '../../contract/roles.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import { type AdministratorRole, administratorRoles, isAdministratorRole } from '../../directory/administrator-role.ts';
import type { AuditTarget } from '../../directory/audit-log.ts';
import { Problem } from '../problem.ts';
import { findRolePrincipal } from '../role-principal.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, write } from './admin-route.ts';

interface OfAssignment {
  readonly tenant: string;
  readonly role: string;
  readonly principal: string;
}

export function roleRoutes(services: Services): AdminRoute[] {
  const { tenants, roles } = services.administration;
  async function sought(caller: AdminRequest, { tenant, role, principal: name }: OfAssignment) {
    const { id: tenantId, domain } = await tenants.find(caller, tenant, 'role');
    const target = await findRolePrincipal(tenantId, name, services);
    if (target === null) throw new Problem(404, `there is no user and no application ${name} in ${domain}`);
    return { assignment: { tenantId, principalId: target.id, role: roleOf(role) }, target };
  }

  const appointing = [write('role'), write('service')];
  return [
    answering(listRoles, read('role'), async ({ caller, params }) => {
      const { id } = await tenants.find(caller, params.tenant, 'role');
      const named = (await roles.list(caller, id)).map(async ({ role, principalId }) => {
        const target = await findRolePrincipal(id, principalId, services);
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
