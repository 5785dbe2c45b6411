/** The mechanisms by name. CRAM-MD5 is not among them: it needs the password in clear at rest, and clients prefer it. */
import { Login } from './login.ts';
import type { SaslMechanism } from './mechanism.ts';
import { OAuthBearer } from './oauthbearer.ts';
import { Plain } from './plain.ts';
import { Scram, type ScramOptions } from './scram.ts';
import { XOAuth2 } from './xoauth2.ts';

/** The server's half of a mechanism, for one exchange; null: there is none of this name, or not in this connection. */
export function createMechanism(name: string, options: ScramOptions): SaslMechanism | null {
  switch (name) {
    case 'LOGIN':
      return new Login();
    case 'PLAIN':
      return new Plain();
    case 'XOAUTH2':
      return new XOAuth2();
    case 'OAUTHBEARER':
      return new OAuthBearer();
    case 'SCRAM-SHA-256':
      return new Scram(name, options);
    case 'SCRAM-SHA-256-PLUS':
      return options.channelBinding === null ? null : new Scram(name, options);
    default:
      return null;
  }
}
