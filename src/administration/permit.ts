/** Holds a request to the table of access, and begins its entry in the audit log. */
import { type Access, type Area, accessTo } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { AdministratorRole } from '../directory/administrator-role.ts';
import type { AuditAction, AuditTarget, NewAuditEntry } from '../directory/audit-log.ts';
import type { Clock } from '../lib/clock.ts';
import { Refusal, type RefusalReason } from './refusal.ts';

/**
 * The role that let the request, or null where none was needed. Throws a `Refusal` where it may not; of what belongs to
 * another tenant it says no more than that `sought` is not there.
 */
export function permit(
  request: AdminRequest,
  area: Area,
  access: Access,
  tenantId: string | null,
  sought: Sought = { what: 'tenant', name: tenantId ?? '' },
): AdministratorRole | null {
  const verdict = accessTo(area, access, request.actor, tenantId);
  if (verdict.kind === 'allowed') return verdict.role;
  if (verdict.kind === 'invisible') throw new Refusal({ kind: 'not-found', ...sought });
  throw new Refusal(verdict);
}

/** What somebody looked for, in the words of the refusal. */
export type Sought = Pick<Extract<RefusalReason, { kind: 'not-found' }>, 'what' | 'name'>;

export interface Change {
  readonly tenantId: string | null;
  readonly action: AuditAction;
  readonly target: AuditTarget;
  /** When it is put back by itself. */
  readonly until?: number | null;
}

/** What makes an entry's id and time. */
export interface EntryParts {
  readonly clock: Clock;
  readonly newGuid: () => string;
}

/** The head of the entry of `change`, made by `request` in the strength of `role`. */
export function entryOf(
  request: AdminRequest,
  role: AdministratorRole | null,
  { tenantId, action, target, until = null }: Change,
  { clock, newGuid }: EntryParts,
): NewAuditEntry {
  const { actor, door, address, correlationId } = request;
  return {
    id: newGuid(),
    at: clock(),
    tenantId,
    actor: { kind: actor.kind, id: actor.id, name: actor.name },
    role,
    door,
    address,
    correlationId,
    action,
    target,
    until,
  };
}
