/** SASL PLAIN (RFC 4616). */
import type { SaslMechanism, SaslStep } from './mechanism.ts';
import { empty, textOf } from './text.ts';

export class Plain implements SaslMechanism {
  start(initial: Buffer | null): SaslStep {
    return initial === null ? { kind: 'challenge', challenge: empty } : this.next(initial);
  }

  next(response: Buffer): SaslStep {
    const parts = textOf(response)?.split('\0') ?? [];
    const [authorization = '', login = '', password = ''] = parts;
    // Nobody acts for somebody else here: the authorization identity is empty, or the login itself.
    if (parts.length !== 3 || login === '' || (authorization !== '' && authorization !== login))
      return { kind: 'malformed' };
    return { kind: 'credentials', credentials: { kind: 'password', mechanism: 'PLAIN', login, password } };
  }
}
