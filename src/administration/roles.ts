/** Who holds which role. */
import { areaGiving } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { AdministratorRole } from '../directory/administrator-role.ts';
import type { AuditAction, AuditTarget } from '../directory/audit-log.ts';
import type { RoleAssignment, RoleStore } from '../directory/role-store.ts';
import { lastAdministrator } from './last-administrator.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

export interface RoleAdministration {
  list(request: AdminRequest, tenantId: string): Promise<RoleAssignment[]>;
  /** Of one principal of the tenant, to whoever may see the principal itself. */
  of(
    request: AdminRequest,
    tenantId: string,
    principalId: string,
    area: 'user' | 'application',
  ): Promise<AdministratorRole[]>;
  assign(request: AdminRequest, assignment: RoleAssignment, target: AuditTarget): Promise<void>;
  remove(request: AdminRequest, assignment: RoleAssignment, target: AuditTarget): Promise<void>;
}

export function createRoleAdministration(store: RoleStore, parts: EntryParts): RoleAdministration {
  const begin = (
    request: AdminRequest,
    { tenantId, role }: RoleAssignment,
    action: AuditAction,
    target: AuditTarget,
  ) => {
    const allowedBy = permit(request, areaGiving(role), 'write', tenantId);
    return entryOf(request, allowedBy, { tenantId, action, target }, parts);
  };
  return {
    async list(request, tenantId) {
      permit(request, 'role', 'read', tenantId);
      return store.listRoleAssignments(tenantId);
    },
    async of(request, tenantId, principalId, area) {
      permit(request, area, 'read', tenantId);
      return store.rolesOf(principalId);
    },
    async assign(request, assignment, target) {
      const entry = begin(request, assignment, 'role.assign', target);
      if ((await store.assignRole(assignment, entry)) === 'there-already')
        throw new Refusal({ kind: 'conflict', detail: `${target.name} holds this role already` });
    },
    async remove(request, assignment, target) {
      const result = await store.removeRole(assignment, begin(request, assignment, 'role.remove', target));
      if (result === 'not-there')
        throw new Refusal({ kind: 'not-found', what: 'role assignment of', name: target.name });
      if (result === 'last-administrator') throw lastAdministrator(target.name);
    },
  };
}
