/** What the directory needs of a store for roles. `store/role-store.ts` implements it. */
import type { AdministratorRole } from './administrator-role.ts';
import type { NewAuditEntry } from './audit-log.ts';

export interface RoleAssignment {
  readonly tenantId: string;
  /** A user, or a service principal. */
  readonly principalId: string;
  readonly role: AdministratorRole;
}

export interface RoleStore {
  assignRole(assignment: RoleAssignment, entry: NewAuditEntry): Promise<'assigned' | 'there-already'>;
  removeRole(assignment: RoleAssignment, entry: NewAuditEntry): Promise<'removed' | 'not-there' | 'last-administrator'>;
  rolesOf(principalId: string): Promise<AdministratorRole[]>;
  listRoleAssignments(tenantId: string): Promise<RoleAssignment[]>;
  /** Whether a person is Global Administrator of any tenant, or runs the service as platform operator. */
  isAnybodyAdministrator(): Promise<boolean>;
}
