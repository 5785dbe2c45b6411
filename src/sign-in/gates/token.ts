/** The OAuth token is good for this mailbox. */
import { atClient, type Gate, message, open, rightToken, shut, unknown } from './gate.ts';

export const token: Gate = {
  name: 'token',
  reply: () => 'authenticationUnsuccessful',
  ask({ account }, { credential }) {
    if (credential.verdict === 'unchecked') return unknown(message('gate.token.unchecked'));
    if (credential.kind !== 'token')
      return shut(message('gate.token.malformed'), null, [atClient(rightToken, message('remedy.token.malformed'))]);
    if (account === 'unknown') {
      return shut(message('gate.token.unknown-account'), null, [atClient(null, message('remedy.credentials.correct'))]);
    }
    if (credential.verdict !== 'wrong') return open(message('gate.token.right'));
    const { fault, about } = credential;
    // Without a word on what came, it is said in general.
    const key = about === undefined ? fault : `${fault}.about`;
    return shut(message(`gate.token.${key}`, about), null, [
      atClient(rightToken, message(`remedy.token.${key}`, about)),
    ]);
  },
};
