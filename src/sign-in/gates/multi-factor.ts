/** Per-user MFA: where it is in force, the normal password is not enough and an app password is needed (M365 R9). */
import type { Attempt } from '../attempt.ts';
import { atClient, type Gate, message, ofUser, open, set, shut, unknown, useOAuth, userSetting } from './gate.ts';

const anAppPassword: Partial<Attempt> = { credential: { kind: 'app-password', verdict: 'right', name: 'device' } };

export const multiFactor: Gate = {
  name: 'multi-factor',
  // M365 §3, "Which block gives which text": the client cannot tell it from a wrong password.
  reply: () => 'credentialsIncorrect',
  ask(controls, { credential }) {
    const state = controls.user.perUserMfa.value;
    const setting = userSetting(controls, 'perUserMfa');
    if (state === 'disabled') return open(message('gate.multi-factor.disabled'), setting);
    if (state === 'enabled' && controls.user.mfaMethods.length === 0) {
      return open(message('gate.multi-factor.not-registered'), setting);
    }
    if (credential.kind === 'app-password') {
      return open(message('gate.multi-factor.app-password', { name: credential.name }), setting);
    }
    // What was not checked might be an app password, and what is wrong is none.
    if (credential.verdict === 'unchecked') return unknown(message('gate.multi-factor.unchecked'));
    const user = controls.userPrincipalName;
    return shut(message(`gate.multi-factor.${state}`, { user }), setting, [
      atClient(anAppPassword, message('remedy.multi-factor.app-password', { user }), 'mailbox'),
      useOAuth,
      set(ofUser('perUserMfa', 'disabled'), 'user', message('remedy.multi-factor.disable', { user })),
    ]);
  },
};
