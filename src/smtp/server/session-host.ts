/** The questions that a session asks of the application. `submission/` answers them; tests answer them in a few lines. */
import type { Envelope } from '../codec/envelope.ts';
import type { ReplyName, ReplyParameters } from '../replies.ts';
import type { Credentials } from '../sasl/credentials.ts';
import type { ScramServerCredential } from '../sasl/mechanism.ts';

/** What is known of the client at the other end. */
export interface ClientFacts {
  /** The session's id: sixteen upper-case hex digits, on the banner and at the end of every refusal. */
  readonly sessionId: string;
  readonly address: string;
  readonly listener: string;
  readonly endpoint: 'submission' | 'legacy-tls';
  readonly clearTextAllowed: boolean;
  /** EHLO or HELO argument as given; empty before. */
  readonly helo: string;
  readonly tls: 'none' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
  readonly cipher: string;
}

/** Limits of this identity, where they are narrower than the listener's. */
export interface IdentityLimits {
  readonly recipients: number;
  readonly messageBytes: number;
}

export type SignInAnswer<Identity> =
  | { readonly kind: 'allowed'; readonly identity: Identity; readonly limits: IdentityLimits }
  | Refusal;

/** A refusal by name; the catalogue has the words. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reply: ReplyName;
  readonly parameters?: ReplyParameters;
}

export type Answer = { readonly kind: 'ok' } | Refusal;

/** Takes in one message. */
export interface MessageSink {
  /** Decoded octets (dots removed). A promise means: do not send more before it settles. */
  write(chunk: Buffer): undefined | Promise<void>;
  /** The end of the message: decides, makes it durable, and only then answers. */
  end(): Promise<{ readonly kind: 'accepted'; readonly messageId: string } | Refusal>;
  /** The client went away, or broke a limit: nothing is kept. */
  abort(): void;
}

export interface SessionHost<Identity> {
  /** A client has connected: may it stay? */
  connected(client: Pick<ClientFacts, 'address' | 'sessionId' | 'listener'>): Answer;
  /** SCRAM asks for the verifiers of a login before it can go on; for an unknown one they are made up. */
  scramCredential(login: string): Promise<ScramServerCredential>;
  signIn(credentials: Credentials, client: ClientFacts): Promise<SignInAnswer<Identity>>;
  /** The transaction has an envelope and the body begins. */
  message(envelope: Envelope, identity: Identity, client: ClientFacts): MessageSink;
  /** The session is over; what `connected` counted is given back. */
  disconnected(client: Pick<ClientFacts, 'address' | 'sessionId' | 'listener'>, identity: Identity | null): void;
}
