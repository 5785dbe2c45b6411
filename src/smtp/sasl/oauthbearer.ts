/** SASL OAUTHBEARER (RFC 7628). */
import type { SaslMechanism, SaslStep } from './mechanism.ts';
import { empty, textOf } from './text.ts';

export class OAuthBearer implements SaslMechanism {
  start(initial: Buffer | null): SaslStep {
    return initial === null ? { kind: 'challenge', challenge: empty } : this.next(initial);
  }

  // RFC 7628 §3.1: gs2-header, then key=value pairs, each ended by 0x01.
  next(response: Buffer): SaslStep {
    const match = /^[ny],(?:a=([^,\x01]*))?,\x01((?:[a-z]+=[^\x01]*\x01)*)\x01$/i.exec(textOf(response) ?? '');
    const token = /(?:^|\x01)auth=Bearer ([^\x01]+)\x01/i.exec(match?.[2] ?? '')?.[1];
    if (match === null || token === undefined) return { kind: 'malformed' };
    const login = (match[1] ?? '').replaceAll('=2C', ',').replaceAll('=3D', '=');
    return { kind: 'credentials', credentials: { kind: 'token', mechanism: 'OAUTHBEARER', login, token } };
  }
}
