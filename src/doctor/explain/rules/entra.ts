/** Entra's numbers (AADSTS…), and what the token endpoint says beside them. */
import type { Cause } from '../cause.ts';
import { type Rule, stated, symptom } from '../rule.ts';

/** The table: cause, and the numbers that mean it. */
const numbers: Readonly<Partial<Record<Cause, readonly number[]>>> = {
  'bad-credentials': [
    50126, 50034, 50056, 50064, 51004, 50020, 16000, 500341, 81016, 50197, 90101, 90022, 50120, 81007, 50085,
  ],
  'account-locked': [50053, 500532],
  'password-expired': [50055, 50144, 50133, 50135, 501350],
  'account-disabled': [50057, 500571],
  'security-defaults': [530035],
  'conditional-access-or-policy': [
    53000, 53001, 53002, 53003, 53004, 53009, 53011, 530003, 530032, 530034, 530021, 50005, 50097, 50105, 50131, 50158,
    50187, 53010, 530002, 50129, 70049, 135011, 130500, 50142, 53005, 53006, 53007, 53008, 530004, 530037, 530022,
    530031, 50155, 500212, 500213, 500022, 54000, 700003, 165900, 51006,
  ],
  'oauth-mfa-required': [
    50072, 50074, 50076, 50078, 50079, 50203, 50125, 500121, 50058, 700020, 50088, 50161, 50166, 50170, 50177, 399218,
    9002341, 16001, 160021,
  ],
  'federation-sts-failure': [
    50107, 50008, 51000, 80001, 80002, 80005, 80007, 80010, 80012, 80013, 81004, 90100, 50104, 20001, 20012, 20033,
    40008, 40009, 40010, 40015, 50169, 51001, 80014, 81005, 81006, 81008, 81009, 81010, 81011, 81012, 81013, 90082,
    90084, 90086, 75001, 75003, 75005, 75008, 75011, 75016, 7500514,
  ],
  'oauth-consent-missing': [
    65001, 65004, 90094, 90093, 90095, 650052, 65005, 500131, 240002, 650057, 650051, 90097, 90096, 650059, 900941,
  ],
  'oauth-app-secret-invalid-or-expired': [
    7000215, 7000222, 700027, 7000214, 7000216, 700024, 7000219, 700021, 700022, 700023, 700026, 700028, 700029, 700211,
    700212, 700213, 70021, 7000212, 50017, 5000811, 50003,
  ],
  'oauth-token-expired': [
    50173, 70008, 700082, 700084, 70000, 70043, 50013, 50089, 54005, 500133, 70002, 70019, 700081, 50132, 700007, 50196,
    90013, 70018, 70020, 50134, 50139, 500082, 50086, 50087, 700083, 90119, 5001256,
  ],
  'oauth-wrong-scope-or-audience': [
    70011, 1002012, 500011, 50001, 70001, 28002, 28003, 901002, 9010010, 500012, 65002, 50027, 650058, 500014, 5000224,
    650054, 50010, 90056, 70028, 900421, 1002016, 28001,
  ],
  'oauth-app-or-tenant-not-found': [
    700016, 90002, 900023, 700019, 90072, 900382, 50059, 90123, 900971, 700011, 50128, 90019, 90038, 90043, 90051,
    50002, 900024, 50029, 90020,
  ],
  'oauth-app-config': [
    7000218, 50194, 7000112, 700025, 700030, 50011, 7000217, 50143, 500113, 70003, 700054, 9002325, 9002326, 9002327,
    9002346, 90008, 65007, 90009, 7000114, 500021, 50012, 50049, 500208, 70005, 90023, 9002313, 500200, 500201, 500202,
    500207, 90027, 9001023, 9002331, 9002339, 50146, 50147, 501461, 500089, 70004, 70007, 700051, 650056, 90099, 501051,
    501241, 90130, 9002345, 9002328, 50006, 50007, 50022, 90125, 500083, 90102, 90112, 700046, 700038,
  ],
  'client-bug-or-config': [
    900144, 650053, 90014, 900561, 90015, 9002332, 90036, 90004, 90005, 90007, 90016, 90117, 50192, 50061, 90010,
  ],
  'server-temporary': [90033, 90055, 50000, 90024, 90006, 50196, 50033, 90012, 70012, 90090, 90087, 90092],
};

const byNumber: readonly Rule[] = (Object.keys(numbers) as Cause[]).map((cause) => ({
  cause,
  weight: 'stated',
  pattern: new RegExp(
    `(?:AADSTS|error_codes"?'?\\s*(?::|=>)\\s*(?:array:\\d+ )?\\[\\s*(?:0 => )?)(?:${numbers[cause]?.join('|')})(?!\\d)`,
    'gi',
  ),
}));

export const entraRules: readonly Rule[] = [
  ...byNumber,
  // A number that the table does not know: the request reached Entra, and its parameters or the registration did not do.
  { cause: 'oauth-app-config', weight: 'vague', pattern: /AADSTS\d{4,8}/i },
  stated(
    'oauth-wrong-scope-or-audience',
    'is not configured for this tenant',
    "input parameter 'scope' is not valid",
    'invalid audience',
    'Access token validation failure',
    'audience is invalid',
  ),
  stated(
    'oauth-app-secret-invalid-or-expired',
    'Invalid client secret',
    'client secret keys',
    'client secret has expired',
  ),
  stated(
    'oauth-consent-missing',
    'has not consented to use the application',
    'needs admin approval',
    'admin consent is required',
    'consent_required',
  ),
  stated(
    'oauth-mfa-required',
    'must use multi-factor authentication',
    'required to use multi-factor',
    'must enroll in multi-factor',
  ),
  stated(
    'oauth-token-expired',
    'refresh token has expired',
    'grant has expired',
    'Lifetime validation failed',
    'the token is expired',
    'token has expired',
    'access token has expired',
    'CompactToken parsing failed',
    'ExpiredAuthenticationToken',
    'authorization code has expired',
    'Authorization has expired',
    'Reauthorize the account',
    'needs to be re-authorized',
    'must be reauthorized',
    'request failed or expired',
    'token is no longer valid',
    'refresh token is invalid',
    'token was revoked',
    'token has been revoked',
  ),
  stated(
    'oauth-app-or-tenant-not-found',
    'was not found in the directory',
    'Tenant not found',
    'No tenant-identifying information',
  ),
  stated(
    'oauth-app-config',
    'Application is not configured as a multi-tenant',
    'is not supported for this API version',
    'reply URL specified in the request does not match',
    'redirect_uri_mismatch',
  ),
  stated('oauth-xoauth2-malformed', 'Invalid XOAUTH2 auth data', 'SASL XOAUTH2 string'),
  {
    // An initial response in the clear where base64 belongs.
    cause: 'oauth-xoauth2-malformed',
    weight: 'stated',
    pattern: /AUTH XOAUTH2 (?:user ?=|[^ ]*\^A|\\x01)/i,
  },
  {
    // The server takes the mechanism and not what follows it: RFC 4954 §4, no base64 or no SASL string within.
    cause: 'oauth-xoauth2-malformed',
    weight: 'code',
    pattern: /AUTH XOAUTH2.{0,4000}\b501\b/i,
  },
  symptom('oauth-app-secret-invalid-or-expired', 'invalid_client'),
  symptom('oauth-token-expired', 'invalid_grant', 'invalid_token'),
  symptom('oauth-wrong-scope-or-audience', 'invalid_scope', 'invalid_resource'),
  symptom('oauth-app-config', 'unauthorized_client', 'unsupported_grant_type'),
  symptom('oauth-mfa-required', 'interaction_required'),
  symptom('conditional-access-or-policy', 'does not meet the criteria to access this resource'),
  symptom('oauth-app-config', 'invalid_request', 'unsupported_response_type', 'unauthorized_client'),
  symptom('oauth-consent-missing', 'access_denied'),
  { cause: 'oauth-app-secret-invalid-or-expired', weight: 'vague', pattern: /HTTP Error 401|401 Unauthorized/i },
];
