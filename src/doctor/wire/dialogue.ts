/** The main dialogue: what a client of a kind does from the greeting to the message, and what comes of it. */
import { type AuthForm, authForms, offeredMechanisms } from './auth-form.ts';
import { type Authorities, tlsFactsOf } from './certificate.ts';
import type { ClientProfile } from './imitate/client-profile.ts';
import { isReply, openSession } from './open-session.ts';
import { type Credentials, signIn } from './sign-in.ts';
import type { Talk } from './talk.ts';
import type { TlsMode } from './target.ts';
import { handOver, makeTestMessage, queueIdIn } from './test-message.ts';
import { optionsFor } from './tls-options.ts';
import type { SignInFacts, TestMessageFacts, TlsFacts, WireFacts } from './wire-facts.ts';

export interface Errand {
  readonly host: string;
  readonly mode: TlsMode;
  readonly profile: ClientProfile;
  readonly authorities: Authorities;
  readonly credentials: Credentials | null;
  /** In place of what the profile would choose. */
  readonly form: AuthForm | null;
  /** Also without TLS, or to a server that nobody vouches for. */
  readonly sendSecretAnyway: boolean;
  /** Null: no envelope is tried. */
  readonly envelope: { readonly from: string; readonly to: string } | null;
  readonly sendMessage: boolean;
  /** Looks for the message on the server; null: it cannot be asked. */
  readonly findMessage: ((queueId: string, mark: string) => Promise<boolean | null>) | null;
}

export type DialogueFacts = Pick<WireFacts, 'offers' | 'tls' | 'signIn' | 'message'>;

/** Has the conversation and ends it. */
export async function holdDialogue(talk: Talk, errand: Errand): Promise<DialogueFacts> {
  const { host, mode, profile, authorities } = errand;
  const { offers, isReady } = await openSession(talk, mode, profile, optionsFor(profile, authorities));
  const tls = talk.tls === null ? null : tlsFactsOf(talk.tls, host, authorities);
  const facts = { offers, tls };
  if (!isReady) {
    await talk.end();
    return { ...facts, signIn: notReached(errand), message: null };
  }
  const signedIn = errand.credentials === null ? null : await trySignIn(talk, errand, errand.credentials, facts);
  const isRefused = signedIn !== null && signedIn.attempts[0]?.verdict !== 'accepted';
  const message = isRefused && !profile.goesOnUnsigned ? null : await tryEnvelope(talk, errand, isRefused);
  await talk.end();
  return { ...facts, signIn: signedIn, message };
}

function notReached({ credentials }: Errand): SignInFacts | null {
  if (credentials === null) return null;
  return { user: credentials.user, credential: credentials.kind, withheld: 'not-reached', attempts: [] };
}

async function trySignIn(
  talk: Talk,
  { profile, form, sendSecretAnyway }: Errand,
  credentials: Credentials,
  { offers, tls }: Pick<WireFacts, 'offers' | 'tls'>,
): Promise<SignInFacts> {
  const { user, kind: credential } = credentials;
  const withheld = (why: SignInFacts['withheld']): SignInFacts => ({ user, credential, withheld: why, attempts: [] });
  const offered = offeredMechanisms(offers.afterTls ?? offers.beforeTls);
  const known = credential === 'password' ? profile.passwordForms : [profile.tokenForm].filter((each) => each !== null);
  const chosen = form ?? known.find((each) => offered.includes(authForms[each].mechanism));
  if (chosen === undefined) return withheld(offered.length === 0 ? 'not-offered' : 'no-common-form');
  if (!sendSecretAnyway && tls === null) return withheld('no-tls');
  if (!sendSecretAnyway && !isTrusted(tls)) return withheld('untrusted');
  return { user, credential, withheld: null, attempts: [await signIn(talk, chosen, credentials, profile)] };
}

/** A secret is said only to the server that is meant. */
function isTrusted(tls: TlsFacts | null): boolean {
  const certificate = tls?.certificate ?? null;
  return (
    certificate !== null && certificate.problem === null && certificate.trust !== 'nobody' && certificate.coversHost
  );
}

async function tryEnvelope(talk: Talk, errand: Errand, isUnsigned: boolean): Promise<TestMessageFacts | null> {
  const { envelope, profile, sendMessage } = errand;
  if (envelope === null) return null;
  const { from, to } = envelope;
  const mailed = await talk.ask('mail', `MAIL FROM:${pathOf(from, profile.path)}`);
  if (!isReply(mailed, 250)) return null;
  const addressed = await talk.ask('rcpt', `RCPT TO:${pathOf(to, profile.path)}`);
  const isAddressed = isReply(addressed, 250) || isReply(addressed, 251);
  if (!isAddressed || !sendMessage || isUnsigned) {
    await talk.ask('rset', 'RSET');
    return null;
  }
  const message = makeTestMessage(from, to, new Date());
  const handed = await handOver(talk, message);
  const queueId = queueIdIn(handed);
  const isTaken = isReply(handed, 250);
  const found =
    isTaken && queueId !== null ? await errand.findMessage?.(queueId, message.mark).catch(() => null) : null;
  return { mark: message.mark, queueId, found: found === null || found === undefined ? null : found ? 'yes' : 'no' };
}

/** As devices write it (docs/client-quirks.md). */
function pathOf(address: string, style: ClientProfile['path']): string {
  if (style === 'without-brackets') return address;
  return style === 'blank-before' ? ` <${address}>` : `<${address}>`;
}
