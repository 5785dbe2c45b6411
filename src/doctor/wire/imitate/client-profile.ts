/** How a client speaks SMTP, as data: what the doctor imitates. */
import type { AuthForm } from '../auth-form.ts';
import type { TlsVersion } from '../wire-facts.ts';

export interface ClientProfile {
  readonly name: string;
  /** Where its manner is known from: a document of this repository, or a public report. */
  readonly sources: readonly string[];
  readonly hello: 'EHLO' | 'HELO';
  /** What it says its name is. */
  readonly clientName: string;
  /** `required`: without it, it gives up. */
  readonly startTls: 'where-offered' | 'required' | 'never';
  readonly oldestTls: TlsVersion;
  readonly newestTls: TlsVersion;
  /** Whether it gives up over a certificate that it does not trust. */
  readonly checksCertificate: boolean;
  /** How it signs in with a password: the first whose mechanism is offered. With a token it uses `tokenForm`. */
  readonly passwordForms: readonly AuthForm[];
  /** Null: it knows no tokens. */
  readonly tokenForm: AuthForm | null;
  /** `AUTH login` */
  readonly mechanismInLowerCase: boolean;
  /** Gives up where the challenge of LOGIN is not `Username:` exactly. */
  readonly wantsExactChallenge: boolean;
  /** Goes on to MAIL when its sign-in was refused, and shows what comes of that. */
  readonly goesOnUnsigned: boolean;
  /** How it writes MAIL and RCPT. */
  readonly path: 'plain' | 'blank-before' | 'without-brackets';
}
