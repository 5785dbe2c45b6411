/** A sign-in as a user that an administrator tries at the service's own door, to see what is answered. Who tried stands in the audit log. */
import type { AdminRequest } from '../directory/actor.ts';
import type { AuditLog } from '../directory/audit-log.ts';
import type { User } from '../directory/nouns.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';

export interface SignInTestAdministration {
  /** Throws a `Refusal` where `request` may not try, before anything is sent; then answers what `attempt` does. */
  carryOut<T>(request: AdminRequest, user: User, attempt: () => Promise<T>): Promise<T>;
}

export function createSignInTestAdministration(
  auditLog: Pick<AuditLog, 'note'>,
  parts: EntryParts,
): SignInTestAdministration {
  return {
    async carryOut(request, user, attempt) {
      const { tenantId, id, userPrincipalName: name } = user;
      const role = permit(request, 'sign-in-test', 'write', tenantId, { what: 'user', name });
      const target = { kind: 'user', id, name } as const;
      await auditLog.note(entryOf(request, role, { tenantId, action: 'sign-in.test', target }, parts));
      return attempt();
    },
  };
}
