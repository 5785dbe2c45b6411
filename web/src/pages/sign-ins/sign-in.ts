/** A sign-in of the log, and where its page is. */
import type { AnswerOf } from '../../api/routes.ts';

export type SessionTrace = AnswerOf<'GET /why/{sessionId}'>;
export type SignIn = SessionTrace['signIns'][number];

/** Sessions of the SMTP door have an id of their own; whatever else there is goes by its correlation id. */
export function pathOf({ sessionId, correlationId }: SignIn): string {
  return `/sign-ins/${encodeURIComponent(sessionId === '' ? correlationId : sessionId)}`;
}

/** Whether an id is that of an SMTP session. */
export function isSessionId(id: string): boolean {
  return /^[0-9a-f]{16}$/i.test(id);
}
