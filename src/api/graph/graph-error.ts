/** Faults of Microsoft Graph, in the shape that its clients read. */
import { Refusal, type RefusalReason } from '../../administration/refusal.ts';
import { AppError } from '../../lib/app-error.ts';
import { GraphFault, notFound } from './graph-fault.ts';

/** `at` in milliseconds since 1970. */
export function errorBody(
  { code, message }: GraphFault,
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
export function graphFaultOf(error: unknown): GraphFault | null {
  if (error instanceof GraphFault) return error;
  if (error instanceof AppError) return faultOfApp(error);
  return error instanceof Refusal ? faultOfRefusal(error.reason, error.message) : null;
}

function faultOfApp(error: AppError): GraphFault {
  if (error.code === 'body-missing')
    return new GraphFault(404, 'ErrorItemNotFound', 'The content of the message is no longer kept.');
  return new GraphFault(503, 'ServiceUnavailable', `Nothing was changed: ${error.message}.`, { 'retry-after': '60' });
}

function faultOfRefusal(reason: RefusalReason, message: string): GraphFault {
  switch (reason.kind) {
    case 'not-found':
      return notFound(reason.name);
    case 'permission-missing':
    case 'role-missing':
      return new GraphFault(
        403,
        'Authorization_RequestDenied',
        `Insufficient privileges to complete the operation: ${message}.`,
      );
    case 'conflict':
    case 'invalid':
      return new GraphFault(400, 'Request_BadRequest', message);
  }
}
