/** Passkeys (WebAuthn): asked for, and answers checked. Resident where it can be, the user always verified. */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';

/** Whom a passkey is made for: the site as the browser sees it. */
export interface RelyingParty {
  /** A host name; WebAuthn knows no addresses. */
  readonly id: string;
  readonly origin: string;
  readonly name: string;
}

export type PasskeyQuestion = PublicKeyCredentialRequestOptionsJSON;
export type PasskeyProposal = PublicKeyCredentialCreationOptionsJSON;

/** What is kept of a passkey. */
export interface Passkey {
  readonly credentialId: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** Of the authenticator; a smaller one than before is that of a copy. */
  readonly counter: number;
  readonly transports: readonly string[];
}

/** EdDSA, ES256 and RS256 (RFC 9053 §2): what authenticators have. */
const algorithms = [-8, -7, -257];

/** Time that a person has to touch their authenticator. */
const timeoutMs = 5 * 60_000;

export function passkeyRegistration(
  party: RelyingParty,
  user: { readonly id: string; readonly name: string; readonly displayName: string },
  known: readonly Passkey[],
): Promise<PasskeyProposal> {
  return generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userID: new Uint8Array(Buffer.from(user.id)),
    userName: user.name,
    userDisplayName: user.displayName,
    timeout: timeoutMs,
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** `known` empty: the authenticator says who it is, without a name. */
export function passkeyQuestion(party: RelyingParty, known: readonly Passkey[]): Promise<PasskeyQuestion> {
  return generateAuthenticationOptions({
    rpID: party.id,
    timeout: timeoutMs,
    userVerification: 'required',
    allowCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports: [...transports] })),
  });
}

/** The new passkey; null: the answer is none to this challenge. */
export async function registeredPasskey(
  party: RelyingParty,
  challenge: string,
  answer: string,
): Promise<Passkey | null> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: JSON.parse(answer) as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified) return null;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports };
  } catch {
    // Whatever is wrong with it, it came from outside.
    return null;
  }
}

/** Which credential answered, and whose it says it is; null: it cannot be read. */
export function readPasskeyAnswer(answer: string): { credentialId: string; userId: string | null } | null {
  try {
    const { id, response } = JSON.parse(answer) as AuthenticationResponseJSON;
    if (typeof id !== 'string') return null;
    const handle = response.userHandle;
    return {
      credentialId: id,
      userId: typeof handle === 'string' ? Buffer.from(handle, 'base64url').toString() : null,
    };
  } catch {
    return null;
  }
}

/** The passkey with its new counter; null: the answer is none of this passkey to this challenge. */
export async function provenPasskey(
  party: RelyingParty,
  challenge: string,
  answer: string,
  passkey: Passkey,
): Promise<Passkey | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: JSON.parse(answer) as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    });
    return verified ? { ...passkey, counter: authenticationInfo.newCounter } : null;
  } catch {
    return null;
  }
}
