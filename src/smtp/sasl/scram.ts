/** SCRAM-SHA-256 and SCRAM-SHA-256-PLUS, the server's half (RFC 5802, RFC 7677, RFC 9266). */
import type { SaslMechanism, SaslStep, ScramCrypto, ScramServerCredential } from './mechanism.ts';
import { empty, textOf } from './text.ts';

/** What the server knows of the TLS channel. */
export interface ChannelBindingData {
  readonly type: 'tls-exporter' | 'tls-server-end-point';
  readonly data: Buffer;
}

export interface ScramOptions {
  readonly crypto: ScramCrypto;
  readonly channelBinding: ChannelBindingData | null;
  /** The -PLUS mechanism was offered: a client that says it thinks otherwise was lied to (RFC 5802 §6). */
  readonly offersPlus: boolean;
}

type Progress =
  | { readonly name: 'first' }
  | {
      readonly name: 'looking-up';
      readonly login: string;
      readonly gs2Header: string;
      readonly clientFirst: string;
      readonly clientNonce: string;
    }
  | {
      readonly name: 'final';
      readonly login: string;
      readonly gs2Header: string;
      readonly clientFirst: string;
      readonly serverFirst: string;
      readonly nonce: string;
      readonly credential: ScramServerCredential;
    }
  | { readonly name: 'done'; readonly login: string; readonly key: string };

const malformed: SaslStep = { kind: 'malformed' };

export class Scram implements SaslMechanism {
  readonly #mechanism: 'SCRAM-SHA-256' | 'SCRAM-SHA-256-PLUS';
  readonly #options: ScramOptions;
  #progress: Progress = { name: 'first' };

  constructor(mechanism: 'SCRAM-SHA-256' | 'SCRAM-SHA-256-PLUS', options: ScramOptions) {
    this.#mechanism = mechanism;
    this.#options = options;
  }

  start(initial: Buffer | null): SaslStep {
    return initial === null ? { kind: 'challenge', challenge: empty } : this.next(initial);
  }

  next(response: Buffer): SaslStep {
    const text = textOf(response);
    if (text === null) return malformed;
    switch (this.#progress.name) {
      case 'first':
        return this.#clientFirst(text);
      case 'final':
        return this.#clientFinal(text, this.#progress);
      case 'done':
        return text === '' ? this.#answer(this.#progress.login, this.#progress.key) : malformed;
      case 'looking-up':
        return malformed;
    }
  }

  continueWith(credential: ScramServerCredential): SaslStep {
    if (this.#progress.name !== 'looking-up') return malformed;
    const { login, gs2Header, clientFirst, clientNonce } = this.#progress;
    const nonce = clientNonce + this.#options.crypto.nonce();
    const serverFirst = `r=${nonce},s=${credential.salt.toString('base64')},i=${credential.iterations}`;
    this.#progress = { name: 'final', login, gs2Header, clientFirst, serverFirst, nonce, credential };
    return { kind: 'challenge', challenge: Buffer.from(serverFirst) };
  }

  // RFC 5802 §7: gs2-cbind-flag "," [authzid] "," "n=" user ",r=" nonce
  #clientFirst(text: string): SaslStep {
    const match = /^((n|y|p=([A-Za-z0-9.-]+)),(?:a=([^,]*))?,)(n=([^,]+),r=([!-+\--~]{8,256})(?:,.*)?)$/s.exec(text);
    if (match === null) return malformed;
    const [, gs2Header = '', flag = '', binding, authorization, clientFirst = '', name = '', clientNonce = ''] = match;
    const plus = this.#mechanism === 'SCRAM-SHA-256-PLUS';
    if (plus !== (binding !== undefined)) return malformed;
    if (binding !== undefined && binding !== this.#options.channelBinding?.type) return malformed;
    if (flag === 'y' && this.#options.offersPlus) return malformed;
    const login = nameOf(name);
    // Nobody acts for somebody else here: the authorization identity is left out, or the login itself.
    if (login === null || (authorization ?? name) !== name) return malformed;
    this.#progress = { name: 'looking-up', login, gs2Header, clientFirst, clientNonce };
    return { kind: 'lookup', login };
  }

  #clientFinal(text: string, progress: Extract<Progress, { name: 'final' }>): SaslStep {
    const match = /^(c=([A-Za-z0-9+/=]+),r=([!-+\--~]+)(?:,[^p].*)?),p=([A-Za-z0-9+/=]+)$/s.exec(text);
    if (match === null) return malformed;
    const [, withoutProof = '', channel = '', nonce = '', proof = ''] = match;
    const { login, clientFirst, serverFirst } = progress;
    const bound = this.#mechanism === 'SCRAM-SHA-256-PLUS' ? (this.#options.channelBinding?.data ?? empty) : empty;
    const expected = Buffer.concat([Buffer.from(progress.gs2Header), bound]);
    if (nonce !== progress.nonce || !Buffer.from(channel, 'base64').equals(expected)) return this.#answer(login, null);
    const message = `${clientFirst},${serverFirst},${withoutProof}`;
    const key = this.#fittingKey(progress.credential, message, Buffer.from(proof, 'base64'));
    if (key === null) return this.#answer(login, null);
    this.#progress = { name: 'done', login, key: key.name };
    const signature = this.#options.crypto.hmac(key.serverKey, message).toString('base64');
    // RFC 4954 §4 has no data with success: the last word is a challenge, and the client answers with nothing.
    return { kind: 'challenge', challenge: Buffer.from(`v=${signature}`) };
  }

  /** Every key is tried, so that the time does not tell which one it was. */
  #fittingKey(
    credential: ScramServerCredential,
    message: string,
    proof: Buffer,
  ): ScramServerCredential['keys'][number] | null {
    const { hmac, hash, equal } = this.#options.crypto;
    let fitting: ScramServerCredential['keys'][number] | null = null;
    for (const key of credential.keys) {
      const signature = hmac(key.storedKey, message);
      const clientKey = Buffer.from(signature.map((octet, index) => octet ^ (proof[index] ?? 0)));
      if (proof.length === signature.length && equal(hash(clientKey), key.storedKey)) fitting = key;
    }
    return fitting;
  }

  #answer(login: string, key: string | null): SaslStep {
    return { kind: 'credentials', credentials: { kind: 'scram', mechanism: this.#mechanism, login, key } };
  }
}

/** RFC 5802 §5.1: "," and "=" are written as =2C and =3D; any other "=" is an error. Null: malformed. */
function nameOf(saslName: string): string | null {
  if (/=(?!2C|3D)/.test(saslName)) return null;
  return saslName.replaceAll('=2C', ',').replaceAll('=3D', '=');
}
