/** What one listener offers and tolerates, as a session sees it. All of it comes from the configuration. */
import type { Profile } from '../replies.ts';

/** Limits that a peer can run into; each has its reply in the catalogue. */
export interface SessionLimits {
  /** Octets of a command line with CRLF (RFC 5321 §4.5.3.1.4: 512 at least, more for parameters). */
  readonly commandLineBytes: number;
  /** Octets of a line of an AUTH exchange (RFC 4954 §4: 12,288 at least). */
  readonly authLineBytes: number;
  /** Octets of a line of text with CRLF. */
  readonly textLineBytes: number;
  /** Octets of a message, announced with SIZE. */
  readonly messageBytes: number;
  readonly recipients: number;
  /** Refused commands (5xx) after which the connection is closed. */
  readonly errors: number;
  /** A client that says nothing for so long is let go. */
  readonly idleMs: number;
  /** A session that lasts so long is let go. */
  readonly sessionMs: number;
}

export interface ListenerPolicy {
  readonly name: string;
  readonly profile: Profile;
  /** The host of banner and EHLO. */
  readonly host: string;
  /** The host of error lines; in the profile `microsoft-365` it is another one. */
  readonly errorHost: string;
  readonly mailboxHost: string;
  /** SASL mechanisms offered under TLS, in the order of the EHLO line. */
  readonly mechanisms: readonly string[];
  readonly startTls: boolean;
  readonly endpoint: 'submission' | 'legacy-tls';
  readonly bareLineEnds: 'refuse' | 'normalise';
  readonly limits: SessionLimits;
  /** Delay before every 5xx reply in milliseconds. */
  readonly tarpitMs: number;
}
