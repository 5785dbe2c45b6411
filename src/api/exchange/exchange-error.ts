/** Faults of the Exchange admin API, in the shape that its clients read (M365 §5.2). */

import { Refusal } from '../../administration/refusal.ts';
import { serviceFailedText } from '../service-failed.ts';

export interface ExchangeError {
  readonly status: number;
  readonly code: string;
  /** The exception that clients look for by name, with what stands before it. */
  readonly exception: ExceptionName;
  readonly message: string;
}

/** A call that cannot be carried out as it stands; the message says what to write instead. */
export class BadCall extends Error {
  readonly exception: ExceptionName;
  constructor(message: string, exception: ExceptionName = 'validation') {
    super(message);
    this.exception = exception;
  }
}

/** An address of the API that is not there. */
export class NoSuchAddress extends Error {}

/**
 * Names of exceptions as published transcripts show them. Before the first bar stands an id that is known of one of them;
 * of the others the service leaves it out at times, and so do we always.
 */
const exceptions = {
  'not-found': 'Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException',
  'already-there': '|Microsoft.Exchange.Data.Directory.ADObjectAlreadyExistsException',
  validation: '|Microsoft.Exchange.Management.Tasks.ValidationException',
  parameter: '|System.Management.Automation.ParameterBindingException',
  command: '|System.Management.Automation.CommandNotFoundException',
  'access-denied': '|Microsoft.Exchange.Configuration.Authorization.CmdletAccessDeniedException',
  ours: '|System.Exception',
} as const;

export type ExceptionName = keyof typeof exceptions;

export function errorBody({ code, exception, message }: ExchangeError): object {
  const told = `${exceptions[exception]}|${message}`;
  return {
    error: {
      code,
      message: 'Error executing cmdlet',
      details: [{ code: 'Context', target: '', message: told }],
      innererror: {
        message: 'Error executing cmdlet',
        type: 'Microsoft.Exchange.Admin.OData.Core.ODataServiceException',
        internalexception: { message: told, type: exceptions[exception].slice(exceptions[exception].indexOf('|') + 1) },
      },
    },
    'adminapi.warnings@odata.type': '#Collection(String)',
    '@adminapi.warnings': [],
  };
}

const badRequest = (message: string, exception: ExceptionName): ExchangeError => ({
  status: 400,
  code: 'BadRequest',
  exception,
  message,
});

/** Null: a fault of ours, which is not the caller's to read. */
export function exchangeErrorOf(error: unknown): ExchangeError | null {
  if (error instanceof BadCall) return badRequest(error.message, error.exception);
  if (error instanceof NoSuchAddress)
    return { status: 404, code: 'NotFound', exception: 'validation', message: error.message };
  if (!(error instanceof Refusal)) return null;
  const { reason, message } = error;
  switch (reason.kind) {
    case 'not-found':
      return {
        status: 404,
        code: 'NotFound',
        exception: 'not-found',
        message: `The operation couldn't be performed because object '${reason.name}' couldn't be found on 'Postern'.`,
      };
    case 'role-missing':
    case 'permission-missing':
      return { status: 403, code: 'Forbidden', exception: 'access-denied', message };
    case 'conflict':
      return {
        status: 409,
        code: 'Conflict',
        exception: reason.because === 'there-already' ? 'already-there' : 'validation',
        message,
      };
    case 'invalid':
      return badRequest(message, 'validation');
  }
}

/** The fault as the caller reads it; one of ours is told to `fault`. */
export function toldOf(error: unknown, fault: (error: unknown) => void): ExchangeError {
  const known = exchangeErrorOf(error);
  if (known !== null) return known;
  fault(error);
  return { status: 500, code: 'InternalServerError', exception: 'ours', message: serviceFailedText };
}
