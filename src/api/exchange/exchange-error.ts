/** Faults of the Exchange admin API, in the shape that its clients read (M365 §5.2). */
import { Refusal } from '../../administration/refusal.ts';

export interface ExchangeError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** A call that cannot be carried out as it stands; the message says what to write instead. */
export class BadCall extends Error {}

export function errorBody({ code, message }: ExchangeError): object {
  return {
    error: {
      code,
      message: 'Error executing cmdlet',
      details: [{ code: 'Context', target: '', message: `Ex${code}|${message}` }],
      innererror: {
        message: 'Error executing cmdlet',
        type: 'Microsoft.Exchange.Admin.OData.Core.ODataServiceException',
        internalexception: { message: `Ex${code}|${message}`, type: 'System.Exception' },
      },
    },
  };
}

/** Null: a fault of ours, which is not the caller's to read. */
export function exchangeErrorOf(error: unknown): ExchangeError | null {
  if (error instanceof BadCall) return { status: 400, code: 'BadRequest', message: error.message };
  if (!(error instanceof Refusal)) return null;
  const { reason, message } = error;
  switch (reason.kind) {
    case 'not-found':
      return {
        status: 404,
        code: 'NotFound',
        message: `The operation couldn't be performed because object '${reason.name}' couldn't be found.`,
      };
    case 'role-missing':
    case 'permission-missing':
      return { status: 403, code: 'Forbidden', message };
    case 'conflict':
      return { status: 409, code: 'Conflict', message };
    case 'invalid':
      return { status: 400, code: 'BadRequest', message };
  }
}
