/** What every change of a user has in common: who may make it, and the head of its entry. */
import type { Area } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { AuditAction, NewAuditEntry } from '../directory/audit-log.ts';
import type { User } from '../directory/nouns.ts';
import type { RoleStore } from '../directory/role-store.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';

/** Throws a `Refusal` where the request may not write `area`. */
export function userChange(
  request: AdminRequest,
  area: Area,
  action: AuditAction,
  user: User,
  parts: EntryParts,
): NewAuditEntry {
  const { id, userPrincipalName, tenantId } = user;
  const role = permit(request, area, 'write', tenantId);
  return entryOf(request, role, { tenantId, action, target: { kind: 'user', id, name: userPrincipalName } }, parts);
}

/**
 * Holds a request back from an administrator who is somebody else: whoever resets their password, or their second factor,
 * has their role, and so must be allowed to give it away.
 */
export async function protectAdministrator(
  request: AdminRequest,
  user: User,
  roles: Pick<RoleStore, 'rolesOf'>,
): Promise<void> {
  if (request.actor.id === user.id || (await roles.rolesOf(user.id)).length === 0) return;
  permit(request, 'role', 'write', user.tenantId);
}
