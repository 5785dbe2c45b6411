/** The one shape of a fault on the HTTP doors: RFC 9457. */
import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import { Refusal, type RefusalReason } from '../administration/refusal.ts';
import { AppError } from '../lib/app-error.ts';

/** An answer that is not what was asked for; `detail` says what to do. */
export class Problem extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

/** Sends one fault. */
export function sendProblem(reply: FastifyReply, status: number, detail: string): FastifyReply {
  const body = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
  return reply.code(status).header('content-type', 'application/problem+json').send(JSON.stringify(body));
}

const statusOfRefusal: Readonly<Record<RefusalReason['kind'], number>> = {
  'not-found': 404,
  'role-missing': 403,
  'permission-missing': 403,
  conflict: 409,
  invalid: 400,
};

function statusOf(error: AppError): number {
  return error.code === 'body-missing' ? 404 : 503;
}

/** The status of a request that is refused before any route sees it (no JSON, too large); null: it is a fault of ours. */
export function refusedStatus(error: unknown): number | null {
  const { statusCode } = error as { statusCode?: number };
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? statusCode : null;
}

/** What a caller reads of an error; a fault nobody expected says nothing of its inside. */
export function handleError(error: unknown, reply: FastifyReply, fault: (error: unknown) => void): FastifyReply {
  if (error instanceof Problem) return sendProblem(reply, error.status, error.message);
  if (error instanceof Refusal) return sendProblem(reply, statusOfRefusal[error.reason.kind], error.message);
  if (error instanceof AppError) return sendProblem(reply, statusOf(error), error.message);
  const refused = refusedStatus(error);
  if (refused !== null) return sendProblem(reply, refused, error instanceof Error ? error.message : 'bad request');
  fault(error);
  return sendProblem(reply, 500, 'the service failed; its log has the reason');
}
