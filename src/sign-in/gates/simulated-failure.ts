/** A failure of the service that an administrator asked for, to test a client against it. */
import { type Gate, message, ofUser, open, set, shut, userSetting } from './gate.ts';

export const simulatedFailure: Gate = {
  name: 'simulated-failure',
  reply: (controls) => controls.user.simulatedFailure.value ?? 'temporaryServerError',
  ask(controls) {
    const failure = controls.user.simulatedFailure.value;
    const setting = userSetting(controls, 'simulatedFailure');
    if (failure === null) return open(message('gate.simulated-failure.none'), setting);
    return shut(message('gate.simulated-failure.on', { failure }), setting, [
      set(
        ofUser('simulatedFailure', null),
        'nothing',
        message('remedy.simulated-failure.end', { user: controls.userPrincipalName }),
      ),
    ]);
  },
};
