/** The envelope of a message, as MAIL and RCPT (or any other door) have put it together. */

export type BodyKind = '7BIT' | '8BITMIME' | 'BINARYMIME';

/** RFC 3461 §4.1. */
export type Notify = 'NEVER' | readonly ('SUCCESS' | 'FAILURE' | 'DELAY')[];

export interface EnvelopeRecipient {
  readonly address: string;
  readonly notify: Notify | null;
  /** `addr-type;address`, xtext decoded (RFC 3461 §4.2). */
  readonly originalRecipient: string | null;
}

export interface Envelope {
  /** Empty for `<>`. */
  readonly reversePath: string;
  readonly recipients: readonly EnvelopeRecipient[];
  readonly body: BodyKind;
  readonly smtpUtf8: boolean;
  /** RFC 8689. */
  readonly requireTls: boolean;
  /** RFC 3461 §4.3. */
  readonly ret: 'FULL' | 'HDRS' | null;
  /** ENVID, xtext decoded (RFC 3461 §4.4). */
  readonly envelopeId: string | null;
}
