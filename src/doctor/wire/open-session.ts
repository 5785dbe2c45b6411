/** Brings a conversation to where a client can sign in: greeting, EHLO, STARTTLS, EHLO again. */
import type { ConnectionOptions } from 'node:tls';
import type { ClientProfile } from './imitate/client-profile.ts';
import type { Talk } from './talk.ts';
import type { TlsMode } from './target.ts';
import type { StepOutcome, WireFacts } from './wire-facts.ts';

export interface OpenedSession {
  readonly offers: WireFacts['offers'];
  /** It came to where a client signs in. */
  readonly isReady: boolean;
}

type Manner = Pick<ClientProfile, 'hello' | 'clientName' | 'startTls'>;

const nothing = { beforeTls: null, afterTls: null };

export async function openSession(
  talk: Talk,
  mode: TlsMode,
  manner: Manner,
  tlsOptions: ConnectionOptions,
): Promise<OpenedSession> {
  const connected = await talk.connect(mode === 'implicit' ? tlsOptions : null);
  if (connected.kind !== 'done' || !isReply(await talk.greeting(), 220)) return { offers: nothing, isReady: false };
  const first = await greet(talk, manner, 'hello');
  if (first === null) return { offers: nothing, isReady: false };
  if (mode === 'implicit') return { offers: { beforeTls: null, afterTls: first }, isReady: true };
  const wantsTls = mode === 'starttls' && manner.startTls !== 'never';
  if (!wantsTls || !offersStartTls(first)) {
    const givesUp = wantsTls && manner.startTls === 'required';
    return { offers: { beforeTls: first, afterTls: null }, isReady: !givesUp };
  }
  const isEncrypted =
    isReply(await talk.ask('starttls', 'STARTTLS'), 220) && (await talk.encrypt(tlsOptions)).kind === 'done';
  if (!isEncrypted) return { offers: { beforeTls: first, afterTls: null }, isReady: false };
  // RFC 3207 §4.2: what was learnt in the clear is forgotten.
  const second = await greet(talk, manner, 'hello-after-tls');
  return { offers: { beforeTls: first, afterTls: second }, isReady: second !== null };
}

/** The keywords, in upper case; none after HELO. Null: it does not go on. */
async function greet(
  talk: Talk,
  { hello, clientName }: Manner,
  name: 'hello' | 'hello-after-tls',
): Promise<string[] | null> {
  const answer = await talk.ask(name, `${hello} ${clientName}`);
  if (isReply(answer, 250))
    return hello === 'HELO'
      ? []
      : linesOf(answer)
          .slice(1)
          .map((line) => line.trim().toUpperCase());
  // RFC 5321 §3.2: a server that does not know EHLO is greeted with HELO.
  if (hello === 'HELO' || answer.kind !== 'reply' || answer.code < 500 || talk.isOver) return null;
  return isReply(await talk.ask(name, `HELO ${clientName}`), 250) ? [] : null;
}

export function offersStartTls(keywords: readonly string[]): boolean {
  return keywords.includes('STARTTLS');
}

export function isReply(outcome: StepOutcome, code: number): boolean {
  return outcome.kind === 'reply' && outcome.code === code;
}

export function linesOf(outcome: StepOutcome): readonly string[] {
  return outcome.kind === 'reply' ? outcome.lines : [];
}
