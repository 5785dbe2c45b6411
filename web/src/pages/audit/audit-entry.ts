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

export const actions = [
  'settings.change',
  'change.undo',
  'change.end',
  'user.add',
  'user.update',
  'user.remove',
  'password.set',
  'app-password.add',
  'app-password.remove',
  'authentication-method.add',
  'authentication-method.remove',
  'mailbox-permission.grant',
  'mailbox-permission.revoke',
  'role.assign',
  'role.remove',
  'application.add',
  'application.update',
  'application.remove',
  'application-secret.add',
  'application-secret.remove',
  'application-certificate.add',
  'application-certificate.remove',
  'service-principal.add',
  'service-principal.update',
  'service-principal.remove',
  'exchange-service-principal.add',
  'exchange-service-principal.update',
  'exchange-service-principal.remove',
  'application-access-policy.add',
  'application-access-policy.update',
  'application-access-policy.remove',
  'consent.change',
  'consent.give',
  'consent.withdraw',
  'message.read',
  'message.retry',
  'message.hold',
  'message.release',
  'message.cancel',
  'watch.start',
  'backup.take',
  'tenant.add',
] as const;
