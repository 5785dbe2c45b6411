/** Too many wrong passwords for this account from here, or from too many places. */
import { atClient, type Gate, message, open, shut } from './gate.ts';

export const smartLockout: Gate = {
  name: 'smart-lockout',
  reply: () => 'accountLocked',
  ask(_controls, { lockout, address }) {
    if (lockout === 'open') return open(message('gate.smart-lockout.open', { address }));
    return shut(message('gate.smart-lockout.locked', { address }), null, [
      atClient({ lockout: 'open' }, message('remedy.smart-lockout.stop-and-wait', { address })),
    ]);
  },
};
