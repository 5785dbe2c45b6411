/** The account is enabled and its password has not expired. */
import { type Attempt, isBasic, isByApplication } from '../attempt.ts';
import { type Gate, message, notApplicable, ofUser, open, set, shut, userSetting } from './gate.ts';

// A token was issued without this password, and an app password does not expire with it.
function passwordMatters(attempt: Attempt): boolean {
  return isBasic(attempt.mechanism) && attempt.credential.kind !== 'app-password';
}

export const accountState: Gate = {
  name: 'account-state',
  reply: () => 'accountHasIssue',
  ask(controls, attempt) {
    const user = controls.userPrincipalName;
    // A shared mailbox has a disabled account (M365 R12).
    if (isByApplication(attempt)) return notApplicable(message('gate.account-state.application'));
    if (!controls.user.accountEnabled.value) {
      return shut(message('gate.account-state.disabled', { user }), userSetting(controls, 'accountEnabled'), [
        set(ofUser('accountEnabled', true), 'user', message('remedy.account-state.enable', { user })),
      ]);
    }
    if (controls.user.passwordExpired.value && passwordMatters(attempt)) {
      return shut(message('gate.account-state.password-expired', { user }), userSetting(controls, 'passwordExpired'), [
        set(ofUser('passwordExpired', false), 'user', message('remedy.account-state.renew-password', { user })),
      ]);
    }
    return open(message('gate.account-state.good'), userSetting(controls, 'accountEnabled'));
  },
};
