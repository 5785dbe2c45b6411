/** Faults of the authority in Entra's shape, with its numbers (M365 §6). */

export interface EntraFault {
  readonly status: number;
  readonly error: string;
  readonly code: number;
  readonly text: string;
}

/** Every fault that is answered; the numbers are Entra's. */
export const entraFaults = {
  tenantNotFound: { status: 400, error: 'invalid_request', code: 90002, text: "Tenant '{name}' not found." },
  applicationNotFound: {
    status: 400,
    error: 'unauthorized_client',
    code: 700016,
    text: "Application with identifier '{name}' was not found in the directory.",
  },
  wrongSecret: { status: 401, error: 'invalid_client', code: 7000215, text: 'Invalid client secret provided.' },
  expiredSecret: {
    status: 401,
    error: 'invalid_client',
    code: 7000222,
    text: "The provided client secret keys for app '{name}' are expired.",
  },
  invalidScope: {
    status: 400,
    error: 'invalid_scope',
    code: 70011,
    text: "The provided value for the input parameter 'scope' is not valid: {name}",
  },
  resourceNotFound: {
    status: 400,
    error: 'invalid_resource',
    code: 500011,
    text: "The resource principal named '{name}' was not found in the tenant.",
  },
} as const satisfies Record<string, EntraFault>;

export type EntraFaultName = keyof typeof entraFaults;

/** The body of an answer. `at` in milliseconds since 1970. */
export function entraError(fault: EntraFault, name: string, correlationId: string, at: number) {
  const timestamp = new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
  const description = `AADSTS${fault.code}: ${fault.text.replace('{name}', name.slice(0, 200))}`;
  return {
    error: fault.error,
    error_description: `${description} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [fault.code],
    timestamp,
    trace_id: correlationId,
    correlation_id: correlationId,
  };
}
