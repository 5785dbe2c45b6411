/** The record of every attempt to sign in, and what a sign-in needs of a store to keep it. */
import type { ReplyName } from '../smtp/replies.ts';
import type { Mechanism, TlsVersion } from './attempt.ts';
import type { Trace } from './decision.ts';
import type { GateName } from './gates/gate-names.ts';

export interface SignInRecord {
  readonly id: string;
  /** The session's 16 upper-case hex digits, as they stand at the end of its replies. */
  readonly sessionId: string;
  readonly at: number;
  /** The tenant, where the account is known. */
  readonly tenantId: string | null;
  readonly userId: string | null;
  /** What the client called itself; at most 320 characters are kept. */
  readonly login: string;
  readonly address: string;
  readonly listener: string;
  readonly mechanism: Mechanism;
  readonly tls: TlsVersion;
  /** `error`: the code threw half way; nothing was allowed. */
  readonly outcome: 'allowed' | 'refused' | 'error';
  readonly gate: GateName | null;
  readonly reply: ReplyName;
  /** Which credential let it in: `password`, `app-password: NAME`, `token`; never a secret. */
  readonly credential: string;
  readonly trace: Trace;
}

/** A refusal after the sign-in (sender rules, limits), kept under the same session id. */
export interface SubmissionRefusal {
  readonly id: string;
  readonly sessionId: string;
  readonly at: number;
  readonly tenantId: string;
  readonly userId: string;
  readonly reply: ReplyName;
  /** Which rule refused, in the words of `locales/`. */
  readonly because: { readonly key: string; readonly parameters: Readonly<Record<string, string | number>> };
  readonly reversePath: string;
}

export interface SignInQuery {
  readonly tenantId: string | null;
  readonly login: string | null;
  readonly outcome: SignInRecord['outcome'] | null;
  readonly limit: number;
}

export interface SignInLog {
  /** Keeps the record; it is written in the background, and read back by every later query. Never throws. */
  record(record: SignInRecord): void;
  recordRefusal(refusal: SubmissionRefusal): void;
  /** All that was refused or allowed under a session id, oldest first. */
  ofSession(sessionId: string): Promise<{ signIns: SignInRecord[]; refusals: SubmissionRefusal[] }>;
  /** Newest first. */
  list(query: SignInQuery): Promise<SignInRecord[]>;
}
