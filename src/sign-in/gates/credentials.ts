/** The first factor: the account exists, and the password is its password or one of its app passwords. */
import { atClient, type Gate, message, open, shut, unknown } from './gate.ts';

const text = message('remedy.credentials.correct');
const correctName = atClient(null, text);
const correctPassword = atClient({ credential: { kind: 'password', verdict: 'right' } }, text);

export const credentials: Gate = {
  name: 'credentials',
  reply: () => 'credentialsIncorrect',
  ask({ account }, { credential }) {
    if (credential.verdict === 'unchecked') return unknown(message('gate.credentials.unchecked'));
    if (account === 'unknown') return shut(message('gate.credentials.unknown-account'), null, [correctName]);
    if (credential.verdict === 'wrong') return shut(message('gate.credentials.wrong'), null, [correctPassword]);
    return credential.kind === 'app-password'
      ? open(message('gate.credentials.app-password', { name: credential.name }))
      : open(message('gate.credentials.right'));
  },
};
