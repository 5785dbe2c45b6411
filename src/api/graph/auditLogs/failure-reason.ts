/** What the AADSTS numbers of the sign-in log say, in our own words. Pure. */

const reasons: Readonly<Record<number, string>> = {
  50000: 'The sign-in service failed; nothing was decided.',
  50034: 'There is no such user in the directory.',
  50053: 'The account is locked for now: too many wrong passwords, from this address or in all.',
  50055: 'The password has expired and must be changed.',
  50056: 'The user has no password in this directory.',
  50057: 'The account is disabled.',
  50058: 'A session was asked for silently, and there is none.',
  50072: 'A second factor must be registered before the sign-in can go on.',
  50074: 'A second factor is needed.',
  50076: 'A second factor is needed, as an administrator has set it.',
  50079: 'A second factor must be registered, as an administrator has set it.',
  50105: 'The user is not assigned to the application.',
  50126: 'The user name or the password is wrong.',
  50132: 'The session was revoked, or is from before a change of the password.',
  50173: 'The token was revoked: a new sign-in is needed.',
  53000: 'Conditional Access wants a compliant device.',
  53003: 'A Conditional Access policy blocks the sign-in.',
  65001: 'Nobody has consented to what the application asks for.',
  70008: 'The code or refresh token has expired, or was used before.',
  70011: 'The scope that was asked for is not valid.',
  70043: 'The refresh token has expired under a policy of sign-in frequency.',
  90002: 'There is no such tenant.',
  500011: 'The resource that was asked for is not in the tenant.',
  500121: 'The second factor was wrong, or was refused.',
  530035: 'Security defaults block legacy authentication.',
  700016: 'The application is not in the tenant.',
  700082: 'The refresh token has expired: it was not used for too long.',
  7000215: 'The client secret is wrong.',
  7000222: 'The client secret has expired.',
};

export function failureReason(errorCode: number): string {
  return reasons[errorCode] ?? 'Other.';
}
