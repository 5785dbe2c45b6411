/** The roles that administrators can hold, as the API names them. */

export const roleNames = [
  'global-administrator',
  'security-administrator',
  'conditional-access-administrator',
  'exchange-administrator',
  'user-administrator',
  'authentication-administrator',
  'authentication-policy-administrator',
  'application-administrator',
  'global-reader',
  'security-reader',
  'reports-reader',
  'platform-operator',
] as const;
