/** The reasons to refuse a sign-in. */
export const gateNames = [
  'encryption',
  'tls-version',
  'simulated-failure',
  'basic-authentication-retired',
  'authentication-policy',
  'smart-lockout',
  'credentials',
  'account-state',
  'security-defaults',
  'conditional-access',
  'multi-factor',
  'smtp-auth',
  'token',
  'mailbox',
] as const;

export type GateName = (typeof gateNames)[number];
