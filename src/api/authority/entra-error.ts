/** The authority's faults in Entra's shape: `error`, `error_description`, `error_codes`, ids and time. Pure but for what it is given. */
import { sentence } from '../../lib/sentence.ts';
import { serviceFailedText } from '../service-failed.ts';

export interface EntraFault {
  readonly status: number;
  readonly error: string;
  /** The AADSTS number. */
  readonly code: number;
  /** `{name}`: what it is about. */
  readonly text: string;
  /** What a client may tell apart by itself. */
  readonly suberror?: string;
  /** Seconds to wait before the next try, where waiting helps. */
  readonly retrySeconds?: number;
}

const fault = (status: number, error: string, code: number, text: string, suberror?: string): EntraFault => ({
  status,
  error,
  code,
  text,
  ...(suberror !== undefined && { suberror }),
});

/** Every fault that is answered; the numbers are Entra's. */
export const entraFaults = {
  tenantNotFound: fault(400, 'invalid_request', 90002, "Tenant '{name}' not found."),
  tenantNotNamed: fault(400, 'invalid_request', 50059, 'Nothing in the request tells which tenant it is for.'),
  parameterMissing: fault(400, 'invalid_request', 900144, "The request must contain the parameter '{name}'."),
  parameterTwice: fault(400, 'invalid_request', 9000411, "The parameter '{name}' is there more than once."),
  parameterWrong: fault(400, 'invalid_request', 90014, 'The request is not as it must be: {name}.'),
  methodWrong: fault(405, 'invalid_request', 900561, 'The endpoint only accepts {name}.'),
  grantTypeUnknown: fault(400, 'unsupported_grant_type', 70003, "The grant type '{name}' is not supported."),
  responseTypeUnknown: fault(400, 'unsupported_response_type', 70005, 'The response_type is not supported.'),
  responseModeUnknown: fault(400, 'unsupported_response_mode', 70007, 'The response_mode is not supported.'),

  promptUnknown: fault(400, 'invalid_request', 90023, "The value of 'prompt' is not supported."),

  applicationNotFound: fault(
    400,
    'unauthorized_client',
    700016,
    "Application with identifier '{name}' was not found in the directory.",
  ),
  redirectUriUnknown: fault(
    400,
    'invalid_request',
    50011,
    "The redirect URI '{name}' is not one of those that the application is registered with.",
  ),
  wrongSecret: fault(401, 'invalid_client', 7000215, 'Invalid client secret provided.'),
  expiredSecret: fault(401, 'invalid_client', 7000222, "The provided client secret keys for app '{name}' are expired."),
  credentialMissing: fault(
    401,
    'invalid_client',
    7000218,
    "The request must contain the parameter 'client_assertion' or 'client_secret'.",
  ),
  credentialOfPublicClient: fault(
    401,
    'invalid_client',
    700025,
    "The client is public: neither 'client_assertion' nor 'client_secret' may be presented.",
  ),
  malformedAssertion: fault(401, 'invalid_client', 50027, 'The client assertion cannot be taken: {name}.'),
  assertionOfAnother: fault(
    401,
    'invalid_client',
    700021,
    "The client assertion must have '{name}' as its issuer and as its subject.",
  ),
  assertionAudience: fault(401, 'invalid_client', 700023, 'The audience of the client assertion must be {name}.'),
  assertionOutOfTime: fault(401, 'invalid_client', 700024, 'The client assertion is not within its valid time range.'),
  assertionSignatureWrong: fault(
    401,
    'invalid_client',
    700027,
    "The signature of the client assertion is not that of the certificate '{name}'.",
  ),
  assertionCertificateUnknown: fault(
    401,
    'invalid_client',
    700027,
    "The certificate '{name}' that the client assertion names is not registered on the application.",
  ),
  assertionCertificateExpired: fault(
    401,
    'invalid_client',
    700027,
    "The certificate '{name}' that signed the client assertion is expired.",
  ),
  assertionUsedBefore: fault(401, 'invalid_client', 50027, 'The client assertion was used before.'),

  invalidScope: fault(
    400,
    'invalid_scope',
    70011,
    "The provided value for the input parameter 'scope' is not valid: {name}",
  ),
  scopeOfManyResources: fault(
    400,
    'invalid_scope',
    28000,
    "The input parameter 'scope' names more than one resource: {name}",
  ),
  resourceNotFound: fault(
    400,
    'invalid_resource',
    500011,
    "The resource principal named '{name}' was not found in the tenant.",
  ),
  consentMissing: fault(
    400,
    'invalid_grant',
    65001,
    "The user or an administrator has not consented to what the application '{name}' asks for.",
    'consent_required',
  ),

  grantInvalid: fault(400, 'invalid_grant', 70000, 'The code or token is not valid, or belongs to another client.'),
  codeUsed: fault(400, 'invalid_grant', 54005, 'The authorization code was redeemed before; sign in again.'),
  codeExpired: fault(400, 'invalid_grant', 70008, 'The authorization code is expired; sign in again.'),
  refreshTokenExpired: fault(400, 'invalid_grant', 700082, 'The refresh token is expired; sign in again.'),
  grantRevoked: fault(400, 'invalid_grant', 50173, 'The grant was revoked; sign in again.', 'bad_token'),
  redirectUriChanged: fault(
    400,
    'invalid_grant',
    500112,
    'The redirect_uri is not the one that the authorization code was asked for with.',
  ),
  codeVerifierWrong: fault(
    400,
    'invalid_grant',
    501481,
    'The code_verifier does not fit the code_challenge of the authorization request.',
  ),
  codeChallengeMissing: fault(
    400,
    'invalid_request',
    9002325,
    'Proof Key for Code Exchange is required: send a code_challenge with the method S256.',
  ),
  codeChallengeWrong: fault(
    400,
    'invalid_request',
    501491,
    'The code_challenge is not one of 43 to 128 characters (RFC 7636 §4.2).',
  ),
  accountDisabled: fault(400, 'invalid_grant', 50057, 'The user account is disabled.'),
  accountOfAnotherTenant: fault(400, 'access_denied', 50020, "The user '{name}' is not of this tenant."),
  accountGone: fault(400, 'invalid_grant', 50034, 'The user account is not there any more.'),

  authorizationPending: fault(
    400,
    'authorization_pending',
    70016,
    'The user has not signed in yet; keep asking at the interval.',
  ),
  slowDown: fault(400, 'slow_down', 70016, 'Asked too often: wait five seconds longer between two requests.'),
  deviceCodeWrong: fault(400, 'bad_verification_code', 70018, 'The device_code is not valid.'),
  deviceCodeExpired: fault(400, 'expired_token', 70020, 'The device code is expired; ask for a new one.'),

  loginRequired: fault(400, 'login_required', 50058, 'Nobody is signed in, and the request forbids asking.'),
  consentRequired: fault(400, 'consent_required', 65001, 'Consent is needed, and the request forbids asking.'),
  interactionRequired: fault(400, 'interaction_required', 50076, 'The user must be asked.'),
  consentDeclined: fault(400, 'access_denied', 65004, 'The user declined to consent.'),
  consentForbidden: fault(400, 'access_denied', 90094, 'An administrator must consent to what is asked for.'),

  tooManyRequests: fault(
    429,
    'temporarily_unavailable',
    90055,
    'There are too many requests from this address; wait for a while, then try again.',
  ),
  tooManyUnfinished: {
    ...fault(
      503,
      'temporarily_unavailable',
      90055,
      'More sign-ins are begun and not finished than may be at once; try again later.',
    ),
    retrySeconds: 60,
  },
  serviceFault: fault(500, 'server_error', 90033, sentence(serviceFailedText)),
} as const satisfies Record<string, EntraFault>;

export type EntraFaultName = keyof typeof entraFaults;

const longestName = 200;

/** What is wrong, in words alone. */
export function faultText({ text }: EntraFault, name: string): string {
  return text.replace('{name}', () => name.slice(0, longestName));
}

/** The same with its number, without ids. */
export function describeFault(fault: EntraFault, name: string): string {
  return `AADSTS${fault.code}: ${faultText(fault, name)}`;
}

/** The body of an answer. `at` in milliseconds since 1970. */
export function entraError(fault: EntraFault, name: string, correlationId: string, at: number) {
  const timestamp = new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
  return {
    error: fault.error,
    error_description: `${describeFault(fault, name)} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [fault.code],
    timestamp,
    trace_id: correlationId,
    correlation_id: correlationId,
    ...(fault.suberror !== undefined && { suberror: fault.suberror }),
  };
}
