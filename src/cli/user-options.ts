/** What `postern user` sets of an account. */
import { choice, nameOrNone, type SettingOption, truth } from './settings-options.ts';

export const userOptions: readonly SettingOption[] = [
  choice('mfa', 'perUserMfa', 'per-user MFA', ['disabled', 'enabled', 'enforced']),
  truth('enabled', 'accountEnabled', 'the account may sign in'),
  nameOrNone('authentication-policy', 'authenticationPolicy', 'their own authentication policy'),
  truth('password-expired', 'passwordExpired', 'the password must be changed first'),
  truth('licensed', 'licensed', 'the user has a licensed mailbox'),
];
