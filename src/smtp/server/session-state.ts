/** The state of a session: what is true throughout, and the phase, which holds only what is legal in it. */
import type { Envelope, EnvelopeRecipient } from '../codec/envelope.ts';
import type { ReplyName, ReplyParameters } from '../replies.ts';
import type { Credentials } from '../sasl/credentials.ts';
import type { SaslMechanism, ScramServerCredential } from '../sasl/mechanism.ts';
import type { ListenerPolicy } from './listener-policy.ts';
import type { ClientFacts, IdentityLimits, SignInAnswer } from './session-host.ts';

/** What does not change while the session lasts. */
export interface SessionSetup {
  readonly policy: ListenerPolicy;
  readonly sessionId: string;
  readonly address: string;
  /** This client's network may sign in and send without TLS. */
  readonly clearTextAllowed: boolean;
  /** Makes the server's half of a mechanism; null: there is none of this name. */
  readonly mechanism: (name: string) => SaslMechanism | null;
}

/** The part of an envelope that MAIL gives. */
export type EnvelopeStart = Omit<Envelope, 'recipients'>;

export interface Idle {
  readonly name: 'idle';
}

/** An AUTH exchange is going on: the next line is a response, not a command. */
export interface Exchanging {
  readonly name: 'exchanging';
  readonly mechanism: SaslMechanism;
}

/** The application has been asked, and nothing is read before it answers. */
export interface Asking {
  readonly name: 'asking';
  readonly mechanism: SaslMechanism;
}

/** MAIL was accepted. */
export interface Mailing {
  readonly name: 'mailing';
  readonly start: EnvelopeStart;
  readonly recipients: readonly EnvelopeRecipient[];
}

/** 354 was said: what comes is text, up to CRLF.CRLF. */
export interface ReceivingData {
  readonly name: 'receiving-data';
}

/** The octets of a BDAT chunk are coming, or (between chunks) the next BDAT. */
export interface Chunking {
  readonly name: 'chunking';
  readonly envelope: Envelope;
  /** Octets of all chunks so far. */
  readonly received: number;
  /** The chunk under way: its octets, and whether it is the last; null between chunks. */
  readonly chunk: { readonly octets: number; readonly last: boolean } | null;
  /** The transaction broke: chunks are read and thrown away (RFC 3030 §2). */
  readonly failed: boolean;
}

export interface Closed {
  readonly name: 'closed';
}

export type Phase = Idle | Exchanging | Asking | Mailing | ReceivingData | Chunking | Closed;

export interface SessionState<Identity> {
  readonly phase: Phase;
  readonly tls: ClientFacts['tls'];
  readonly cipher: string;
  /** The argument of HELO or EHLO; null before either. */
  readonly helo: string | null;
  readonly identity: Identity | null;
  /** The identity's own limits; null before the sign-in. */
  readonly identityLimits: IdentityLimits | null;
  /** The words of the last refused AUTH, for 530 5.7.57 (M365 §2.2 B3). */
  readonly lastAuthError: string | null;
  /** Refused commands so far. */
  readonly errors: number;
}

export type SessionEvent<Identity> =
  | { readonly kind: 'line'; readonly line: string }
  /** `isAuth`: one of an AUTH exchange, or the command that begins it. */
  | { readonly kind: 'line-too-long'; readonly isAuth: boolean }
  | { readonly kind: 'bare-line-end' }
  | { readonly kind: 'tls-started'; readonly tls: ClientFacts['tls']; readonly cipher: string }
  | { readonly kind: 'scram-credential'; readonly credential: ScramServerCredential }
  | { readonly kind: 'sign-in-answered'; readonly answer: SignInAnswer<Identity> }
  /** The octets of a BDAT chunk that is not the last have been taken in, or were thrown away because the message broke a rule. */
  | { readonly kind: 'chunk-received'; readonly refusal: { reply: ReplyName; parameters?: ReplyParameters } | null }
  /** The application has answered for the message. */
  | { readonly kind: 'message-answered'; readonly reply: ReplyName; readonly parameters?: ReplyParameters }
  | { readonly kind: 'ended'; readonly reply: Extract<ReplyName, 'idleTimeout' | 'sessionTimeout' | 'shuttingDown'> };

export type Effect =
  | { readonly kind: 'reply'; readonly name: ReplyName; readonly parameters?: ReplyParameters }
  /** The answer to EHLO, with its keywords. */
  | { readonly kind: 'ehlo'; readonly keywords: readonly string[] }
  | { readonly kind: 'start-tls' }
  | { readonly kind: 'look-up-scram'; readonly login: string }
  | { readonly kind: 'sign-in'; readonly credentials: Credentials }
  | { readonly kind: 'receive-data'; readonly envelope: Envelope }
  | {
      readonly kind: 'receive-chunk';
      readonly envelope: Envelope;
      readonly octets: number;
      readonly last: boolean;
      readonly discard: boolean;
    }
  /** The message under way will not be finished. */
  | { readonly kind: 'abort-message' }
  | { readonly kind: 'close' };

export interface Step<Identity> {
  readonly state: SessionState<Identity>;
  readonly effects: readonly Effect[];
}

export function initialState<Identity>(): SessionState<Identity> {
  return {
    phase: { name: 'idle' },
    tls: 'none',
    cipher: '',
    helo: null,
    identity: null,
    identityLimits: null,
    lastAuthError: null,
    errors: 0,
  };
}

/** A step that only answers. */
export function answer<Identity>(
  state: SessionState<Identity>,
  name: ReplyName,
  parameters?: ReplyParameters,
): Step<Identity> {
  return { state, effects: [parameters === undefined ? { kind: 'reply', name } : { kind: 'reply', name, parameters }] };
}

/** A step that answers and enters a phase. */
export function enter<Identity>(state: SessionState<Identity>, phase: Phase, name: ReplyName): Step<Identity> {
  return { state: { ...state, phase }, effects: [{ kind: 'reply', name }] };
}

export const idle: Idle = { name: 'idle' };
