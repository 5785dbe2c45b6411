/** The one shape of a fault on the HTTP doors: RFC 9457. */
import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type RefusalReason } from '../administration/refusal.ts';
import { AppError } from '../lib/app-error.ts';
import { serviceFailedText } from './service-failed.ts';

/** An answer that is not what was asked for; `detail` says what to do. */
export class Problem extends Error {
  readonly status: number;
  /** What the fault says to programs. */
  readonly members: ProblemMembers;
  constructor(status: number, detail: string, members: ProblemMembers = {}) {
    super(detail);
    this.status = status;
    this.members = members;
  }
}

/** RFC 9457 §3.2: members of our own. */
export interface ProblemMembers {
  readonly code?: string;
  /** Roles or permissions, one of which is needed. */
  readonly anyOf?: readonly string[];
}

/** Sends one fault. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  detail: string,
  members: ProblemMembers = {},
): FastifyReply {
  const body = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, ...members };
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

/** Why it is refused, in words that say what would be right. */
export function refusedDetail(error: unknown, { routeOptions }: FastifyRequest): string {
  if (refusedStatus(error) === 413)
    return `the body is larger than ${routeOptions.bodyLimit ?? 0} octets, the most that this address takes`;
  return error instanceof Error ? error.message : 'bad request';
}

/** What an administrator is told of an error; null: it is a fault of ours. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) {
    const { reason, message } = error;
    const anyOf = 'anyOf' in reason ? { anyOf: reason.anyOf } : {};
    return new Problem(statusOfRefusal[reason.kind], message, { code: reason.kind, ...anyOf });
  }
  return error instanceof AppError ? new Problem(statusOf(error), error.message) : null;
}

/** What a caller reads of an error; a fault nobody expected says nothing of its inside. */
export function handleError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  fault: (error: unknown) => void,
): FastifyReply {
  const problem = problemOf(error);
  if (problem !== null) return sendProblem(reply, problem.status, problem.message, problem.members);
  const refused = refusedStatus(error);
  if (refused !== null) return sendProblem(reply, refused, refusedDetail(error, request));
  fault(error);
  return sendProblem(reply, 500, serviceFailedText);
}
