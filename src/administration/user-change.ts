/** What every change of a user has in common: who may make it, and the head of its entry. */
import { type Area, areaGiving } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { AdministratorRole } from '../directory/administrator-role.ts';
import type { AuditAction, NewAuditEntry } from '../directory/audit-log.ts';
import type { User } from '../directory/nouns.ts';
import type { RoleStore } from '../directory/role-store.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';

/** Whoever may write one of these can take an account over, shut it out, or weaken it. */
const decisive: ReadonlySet<Area> = new Set(['user', 'password', 'multi-factor', 'session']);

/**
 * The role that lets the request change `area` of a user. Throws a `Refusal` where it may not.
 *
 * Of an administrator who is somebody else, what decides on the account takes the right to give each of their roles: whoever
 * resets their password, or their second factor, has their roles.
 */
export async function permitOnUser(
  request: AdminRequest,
  area: Area,
  { id, tenantId }: Pick<User, 'id' | 'tenantId'>,
  roles: Pick<RoleStore, 'rolesOf'>,
): Promise<AdministratorRole | null> {
  const allowedBy = permit(request, area, 'write', tenantId);
  if (!decisive.has(area) || request.actor.id === id) return allowedBy;
  for (const role of await roles.rolesOf(id)) permit(request, areaGiving(role), 'write', tenantId);
  return allowedBy;
}

/** The head of an entry about `user`. */
export function userEntry(
  request: AdminRequest,
  role: AdministratorRole | null,
  action: AuditAction,
  { id, userPrincipalName, tenantId }: User,
  parts: EntryParts,
): NewAuditEntry {
  return entryOf(request, role, { tenantId, action, target: { kind: 'user', id, name: userPrincipalName } }, parts);
}

/** As `permitOnUser`, and the head of the entry. */
export async function userChange(
  request: AdminRequest,
  area: Area,
  action: AuditAction,
  user: User,
  roles: Pick<RoleStore, 'rolesOf'>,
  parts: EntryParts,
): Promise<NewAuditEntry> {
  return userEntry(request, await permitOnUser(request, area, user, roles), action, user, parts);
}
