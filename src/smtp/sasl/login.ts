/** AUTH LOGIN, which no RFC describes: user name and password, one response each. */
import type { SaslMechanism, SaslStep } from './mechanism.ts';
import { empty, textOf } from './text.ts';

const malformed: SaslStep = { kind: 'malformed' };

export class Login implements SaslMechanism {
  #login: string | null = null;

  /** .NET and others send the user name with the command. */
  start(initial: Buffer | null): SaslStep {
    return initial === null || initial.length === 0
      ? { kind: 'challenge', challenge: empty, reply: 'loginUserName' }
      : this.next(initial);
  }

  next(response: Buffer): SaslStep {
    const text = textOf(response);
    if (text === null) return malformed;
    if (this.#login === null) {
      this.#login = text;
      return { kind: 'challenge', challenge: empty, reply: 'loginPassword' };
    }
    return {
      kind: 'credentials',
      credentials: { kind: 'password', mechanism: 'LOGIN', login: this.#login, password: text },
    };
  }
}
