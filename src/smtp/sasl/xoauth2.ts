/** SASL XOAUTH2, as Microsoft and Google document it. */
import type { SaslMechanism, SaslStep } from './mechanism.ts';
import { empty, textOf } from './text.ts';

export class XOAuth2 implements SaslMechanism {
  start(initial: Buffer | null): SaslStep {
    return initial === null ? { kind: 'challenge', challenge: empty } : this.next(initial);
  }

  next(response: Buffer): SaslStep {
    const match = /^user=([^\x01]+)\x01auth=Bearer ([^\x01]+)\x01\x01$/i.exec(textOf(response) ?? '');
    if (match === null) return { kind: 'malformed' };
    const [, login = '', token = ''] = match;
    return { kind: 'credentials', credentials: { kind: 'token', mechanism: 'XOAUTH2', login, token } };
  }
}
