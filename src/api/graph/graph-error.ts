/** Faults of Microsoft Graph, in the shape that its clients read. */
import { Refusal } from '../../administration/refusal.ts';

export interface GraphError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** A request that cannot be carried out as it stands; the message says what to write instead. */
export class BadRequest extends Error {}

/** `at` in milliseconds since 1970. */
export function errorBody(
  { code, message }: GraphError,
  requestId: string,
  clientRequestId: string,
  at: number,
): object {
  const date = new Date(at).toISOString().slice(0, 19);
  return {
    error: {
      code,
      message,
      innerError: { date, 'request-id': requestId, 'client-request-id': clientRequestId },
    },
  };
}

/** Null: a fault of ours, which is not the caller's to read. */
export function graphErrorOf(error: unknown): GraphError | null {
  if (error instanceof BadRequest) return { status: 400, code: 'Request_BadRequest', message: error.message };
  if (!(error instanceof Refusal)) return null;
  const { reason, message } = error;
  switch (reason.kind) {
    case 'not-found':
      return {
        status: 404,
        code: 'Request_ResourceNotFound',
        message: `Resource '${reason.name}' does not exist or one of its queried reference-property objects are not present.`,
      };
    case 'permission-missing':
    case 'role-missing':
      return {
        status: 403,
        code: 'Authorization_RequestDenied',
        message: `Insufficient privileges to complete the operation: ${message}.`,
      };
    case 'conflict':
    case 'invalid':
      return { status: 400, code: 'Request_BadRequest', message };
  }
}
