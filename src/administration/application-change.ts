/** What changes of applications have in common: their entry in the audit log, and the refusal of what is there already. */
import type { Area } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { Application } from '../directory/application.ts';
import type { AuditAction, AuditTarget, NewAuditEntry } from '../directory/audit-log.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

/** Held to the right to write in `area`; left out: applications. */
export type BeginChange = (
  request: AdminRequest,
  action: AuditAction,
  tenantId: string,
  target: AuditTarget,
  area?: Area,
) => NewAuditEntry;

export function beginWith(parts: EntryParts): BeginChange {
  return (request, action, tenantId, target, area = 'application') =>
    entryOf(request, permit(request, area, 'write', tenantId), { tenantId, action, target }, parts);
}

export function targetOf({ id, displayName }: Application): AuditTarget {
  return { kind: 'application', id, name: displayName };
}

/** Of what can be there once only. */
export function refuseKnown(result: 'added' | 'there-already', detail: string): void {
  if (result === 'there-already') throw new Refusal({ kind: 'conflict', detail, because: 'there-already' });
}
