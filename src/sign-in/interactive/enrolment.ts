/** Registering a method: the person shows that it works before it counts. What is under way is kept in memory. */
import type {
  AuthenticationMethodKind,
  AuthenticationMethodStore,
  AuthenticationMethodWithSecret,
} from '../../directory/authentication-method.ts';
import type { User } from '../../directory/nouns.ts';
import { createBoundedMap } from '../../lib/bounded-map.ts';
import type { Clock } from '../../lib/clock.ts';
import type { MethodSecrets } from './method-secrets.ts';
import { type PasskeyProposal, passkeyRegistration, type RelyingParty, registeredPasskey } from './passkeys.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts';

/** A method that was shown to work, to be kept. */
export interface EnrolledMethod {
  readonly kind: AuthenticationMethodKind;
  readonly secret: string;
}

/** `id`: of the sign-in or the session that it happens in. */
export interface Enrolment {
  /** The same until it is confirmed: the person may look at the page again. */
  authenticator(id: string, user: User, issuer: string): { readonly secret: string; readonly uri: string };
  /** Null: the code is wrong. */
  confirmAuthenticator(id: string, user: User, code: string): EnrolledMethod | null;
  passkey(id: string, user: User, party: RelyingParty): Promise<PasskeyProposal>;
  /** Null: the answer is none to what was asked. */
  confirmPasskey(id: string, user: User, party: RelyingParty, answer: string): Promise<EnrolledMethod | null>;
  recoveryCodes(user: User): { readonly codes: readonly string[]; readonly method: EnrolledMethod };
  forget(id: string): void;
}

export interface EnrolmentParts {
  readonly methods: Pick<AuthenticationMethodStore, 'listMethods'>;
  readonly secrets: MethodSecrets;
  readonly clock: Clock;
}

const maximumUnderWay = 10_000;

export function createEnrolment({ methods, secrets, clock }: EnrolmentParts): Enrolment {
  const proposed = createBoundedMap<string, { readonly userId: string; readonly secret: string }>(maximumUnderWay);
  const challenges = createBoundedMap<string, string>(maximumUnderWay);

  function proposedTo(id: string, userId: string): string {
    const kept = proposed.get(id);
    if (kept?.userId === userId) return kept.secret;
    const secret = newTotpSecret();
    proposed.set(id, { userId, secret });
    return secret;
  }

  return {
    authenticator(id, user, issuer) {
      const secret = proposedTo(id, user.id);
      return { secret, uri: totpUri(secret, issuer, user.userPrincipalName) };
    },
    confirmAuthenticator(id, user, code) {
      const secret = proposedTo(id, user.id);
      const lastStep = stepOfCode(secret, code.replaceAll(/\s/g, ''), clock(), 0);
      if (lastStep === null) return null;
      proposed.delete(id);
      return { kind: 'totp', secret: secrets.sealAuthenticator(user.id, { secret, lastStep }) };
    },
    async passkey(id, user, party) {
      const known = (await methods.listMethods(user.id)).flatMap((method) => passkeyIn(method, secrets));
      const { userPrincipalName: name, displayName } = user;
      const proposal = await passkeyRegistration(party, { id: user.id, name, displayName }, known);
      challenges.set(id, proposal.challenge);
      return proposal;
    },
    async confirmPasskey(id, user, party, answer) {
      const challenge = challenges.get(id);
      challenges.delete(id);
      const passkey = challenge === undefined ? null : await registeredPasskey(party, challenge, answer);
      return passkey === null ? null : { kind: 'passkey', secret: secrets.sealPasskey(user.id, passkey) };
    },
    recoveryCodes(user) {
      const codes = newRecoveryCodes();
      return { codes, method: { kind: 'recovery-codes', secret: secrets.sealRecoveryCodes(user.id, codes) } };
    },
    forget(id) {
      proposed.delete(id);
      challenges.delete(id);
    },
  };
}

function passkeyIn(method: AuthenticationMethodWithSecret, secrets: MethodSecrets) {
  const passkey = method.kind === 'passkey' ? secrets.openPasskey(method) : null;
  return passkey === null ? [] : [passkey];
}
