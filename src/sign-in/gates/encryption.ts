/** No password in the clear. */
import { atClient, type Gate, message, open, shut } from './gate.ts';

export const encryption: Gate = {
  name: 'encryption',
  reply: () => 'encryptionRequired',
  ask(_controls, attempt) {
    if (attempt.tls !== 'none') return open(message('gate.encryption.on', { version: attempt.tls }));
    if (attempt.clearTextAllowed) {
      return open(message('gate.encryption.clear-text-allowed', { address: attempt.address }));
    }
    return shut(message('gate.encryption.missing'), null, [
      atClient({ tls: 'TLSv1.2' }, message('remedy.encryption.start-tls')),
    ]);
  },
};
