/** There is a licensed mailbox to send from (M365 R12). */
import { isByApplication } from '../attempt.ts';
import { type Gate, message, ofUser, open, set, shut, userSetting } from './gate.ts';

export const mailbox: Gate = {
  name: 'mailbox',
  reply: () => 'mailboxCannotBeAccessed',
  ask(controls, attempt) {
    const user = controls.userPrincipalName;
    const setting = userSetting(controls, 'licensed');
    if (isByApplication(attempt)) return open(message('gate.mailbox.application'), null);
    if (controls.user.licensed.value) return open(message('gate.mailbox.licensed'), setting);
    return shut(message('gate.mailbox.not-licensed', { user }), setting, [
      set(ofUser('licensed', true), 'nothing', message('remedy.mailbox.license', { user })),
    ]);
  },
};
