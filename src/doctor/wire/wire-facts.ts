/** What was seen of a server: plain data, without secrets. Rules make findings of it. */
import type { Malformation } from '../../smtp/codec/reply-reader.ts';
import type { AuthForm } from './auth-form.ts';
import type { HostKind } from './host-kind.ts';
import type { ProfileName } from './imitate/profiles.ts';
import type { TlsMode } from './target.ts';

export interface NameFacts {
  readonly kind: HostKind;
  /** As the system gave them. */
  readonly addresses: readonly string[];
  readonly alias: string | null;
  /** The system's code; null: there are addresses. */
  readonly failure: string | null;
  readonly tookMs: number;
}

export interface Reached {
  readonly port: number;
  readonly address: string;
  /** The system's code; null: it took the connection. */
  readonly failure: string | null;
  readonly tookMs: number;
}

/** What came of one step. */
export type StepOutcome =
  | {
      readonly kind: 'reply';
      readonly code: number;
      readonly enhanced: string | null;
      readonly lines: readonly string[];
    }
  /** Connected, or TLS begun. */
  | { readonly kind: 'done' }
  /** `isMidLine`: something came, and not to its end. */
  | { readonly kind: 'silent'; readonly waitedMs: number; readonly isMidLine?: true }
  | { readonly kind: 'closed' }
  | { readonly kind: 'no-smtp'; readonly why: Malformation; readonly sample: string }
  /** A reply that nothing asked for. */
  | { readonly kind: 'unasked'; readonly sample: string }
  /** In clear, where TLS should have begun. */
  | { readonly kind: 'before-tls'; readonly sample: string }
  /** The system's or OpenSSL's code. */
  | { readonly kind: 'failed'; readonly code: string };

export type StepName =
  | 'connect'
  | 'greeting'
  | 'hello'
  | 'starttls'
  | 'handshake'
  | 'hello-after-tls'
  | 'auth'
  | 'mail'
  | 'rcpt'
  | 'rset'
  | 'data'
  | 'message'
  | 'quit';

export interface DialogueStep {
  readonly name: StepName;
  /** What was said, without secrets; null: nothing. */
  readonly sent: string | null;
  readonly outcome: StepOutcome;
  readonly tookMs: number;
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Names that it covers. */
  readonly names: readonly string[];
  readonly validFrom: number;
  readonly validTo: number;
  readonly sha256: string;
  /** Who vouches for it: an authority that everybody knows, only this machine's list, the file that was given, or nobody. */
  readonly trust: 'public' | 'machine' | 'given' | 'nobody';
  /** OpenSSL's code; null: the chain is whole and in its time. */
  readonly problem: string | null;
  readonly coversHost: boolean;
}

export interface TlsFacts {
  readonly version: string;
  readonly cipher: string;
  readonly certificate: CertificateFacts | null;
}

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

export interface TlsVersionFacts {
  readonly version: TlsVersion;
  /** `untried`: there was no time, or the connection did not come so far. */
  readonly taken: 'yes' | 'no' | 'untried';
  /** What was seen: the cipher, or a code. */
  readonly detail: string;
}

export interface AuthAttempt {
  readonly form: AuthForm;
  readonly verdict:
    | 'accepted'
    | 'refused'
    /** The mechanism or the manner of asking was refused: nobody looked at the password. */
    | 'form-refused'
    /** The client did not like the challenge. */
    | 'given-up'
    | 'broken';
  readonly outcome: StepOutcome;
  /** A first challenge of AUTH LOGIN that is not `Username:` exactly, decoded. */
  readonly challenge: string | null;
  readonly tookMs: number;
}

export interface SignInFacts {
  readonly user: string;
  readonly credential: 'password' | 'token';
  /** Why it was not tried at all; null: it was. */
  readonly withheld: 'no-tls' | 'untrusted' | 'not-offered' | 'no-common-form' | 'not-reached' | null;
  /** As the client does it first, then the other forms where the first was taken. */
  readonly attempts: readonly AuthAttempt[];
}

export interface TestMessageFacts {
  /** Stands in subject and Message-ID, so that it can be found anywhere. */
  readonly mark: string;
  /** The id by which the server knows it; null: its reply names none. */
  readonly queueId: string | null;
  /** What the service that it was sent to says of it; null: it was not asked. */
  readonly found: 'yes' | 'no' | null;
}

export interface WireFacts {
  readonly host: string;
  /** The port that was spoken to, or was to be. */
  readonly port: number;
  readonly mode: TlsMode;
  readonly profile: ProfileName;
  readonly startedAt: number;
  readonly tookMs: number;
  readonly limitMs: number;
  /** Something was left out for want of time. */
  readonly outOfTime: boolean;
  readonly names: NameFacts;
  readonly reach: readonly Reached[];
  readonly steps: readonly DialogueStep[];
  /** Keywords of EHLO, in upper case; null: it was not said or not answered. */
  readonly offers: { readonly beforeTls: readonly string[] | null; readonly afterTls: readonly string[] | null };
  readonly tls: TlsFacts | null;
  readonly tlsVersions: readonly TlsVersionFacts[];
  /** Where the server stayed silent in clear: whether TLS from the first octet is what it speaks; null: not tried. */
  readonly speaksImplicitTls: boolean | null;
  /** Null: nobody was to sign in. */
  readonly signIn: SignInFacts | null;
  readonly message: TestMessageFacts | null;
  /** In the notation of swaks, redacted. */
  readonly transcript: readonly string[];
}
