/** A change in the audit log, and what can be said of it without asking. Pure. */
import type { AnswerOf } from '../../api/routes.ts';

export type AuditEntry = AnswerOf<'GET /audit/{id}'>['entry'];

/** Those that leave something behind that can be taken back; the service has the last word. */
export function isUndoable({ changes, undoneBy, action }: AuditEntry): boolean {
  return changes.length > 0 && undoneBy === null && action !== 'change.end';
}

/** It will be put back by itself. */
export function isEnding({ until, undoneBy }: AuditEntry, now: number): boolean {
  return until !== null && undoneBy === null && until > now;
}

export function pathOf({ id }: Pick<AuditEntry, 'id'>): string {
  return `/audit/${encodeURIComponent(id)}`;
}
