/** The record of every attempt to sign in, at any door, and what a sign-in needs of a store to keep it. */
import type { ReplyName } from '../smtp/replies.ts';
import type { Mechanism, TlsVersion } from './attempt.ts';
import type { Trace } from './decision.ts';
import type { GateName } from './gates/gate-names.ts';

export const signInKinds = ['smtp', 'interactive', 'non-interactive', 'service-principal'] as const;

/** At the SMTP door; by a person at a page; by a token that was given before; by an application on its own. */
export type SignInKind = (typeof signInKinds)[number];

export const signInOutcomes = ['allowed', 'refused', 'error'] as const;

export interface SignInRecord {
  readonly id: string;
  readonly kind: SignInKind;
  /** The SMTP session's 16 upper-case hex digits, as they stand at the end of its replies; empty elsewhere. */
  readonly sessionId: string;
  /** A GUID, shared by all that belongs to one sign-in. */
  readonly correlationId: string;
  readonly at: number;
  /** The tenant, where the account is known. */
  readonly tenantId: string | null;
  readonly userId: string | null;
  /** What the client called itself; `(not an address)` where that is none and nobody's, as a password in the wrong field is. */
  readonly login: string;
  /** The application that was used, or signed in itself; null: none that is registered. */
  readonly application: { readonly appId: string; readonly displayName: string } | null;
  /** The audience of the token that was asked for; empty: there was none. */
  readonly resource: string;
  readonly address: string;
  readonly listener: string;
  /** Null: not at the SMTP door. */
  readonly mechanism: Mechanism | null;
  readonly tls: TlsVersion;
  /** `error`: the code threw half way; nothing was allowed. */
  readonly outcome: (typeof signInOutcomes)[number];
  readonly gate: GateName | null;
  /** Null: not at the SMTP door. */
  readonly reply: ReplyName | null;
  /** The AADSTS number (entra-error-code.ts); 0: success, or refused by Exchange's part. */
  readonly errorCode: number;
  /** Which credential let it in: `password`, `app-password: NAME`, `token`; never a secret. */
  readonly credential: string;
  readonly authentication: 'single-factor' | 'multi-factor';
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

/** What is left out is not asked for. */
export interface SignInQuery {
  /** Null: of every tenant. */
  readonly tenantId: string | null;
  readonly login?: string;
  readonly userId?: string;
  /** The `appId`. */
  readonly application?: string;
  readonly address?: string;
  /** Any one of them. */
  readonly reply?: readonly ReplyName[];
  readonly gate?: GateName;
  readonly outcome?: SignInRecord['outcome'];
  readonly kind?: SignInKind;
  readonly errorCode?: number;
  readonly correlationId?: string;
  /** Milliseconds since 1970, both included. */
  readonly from?: number;
  readonly to?: number;
  /** Only records older than this one: the id of the last of the page before. */
  readonly olderThan?: string;
  readonly limit: number;
}

export interface SignInLog {
  /** Keeps the record; it is written in the background, and read back by every later query. Never throws. */
  record(record: SignInRecord): void;
  recordRefusal(refusal: SubmissionRefusal): void;
  /** All that was refused or allowed under a session id, oldest first. */
  ofSession(sessionId: string): Promise<{ signIns: SignInRecord[]; refusals: SubmissionRefusal[] }>;
  find(id: string): Promise<SignInRecord | null>;
  /** Newest first. */
  list(query: SignInQuery): Promise<SignInRecord[]>;
  /** Removes what was recorded before `before` or is not among the newest `keep`; oldest first, at most `limit`. How many went. */
  purge(bounds: { readonly before: number; readonly keep: number; readonly limit: number }): Promise<number>;
}

/** The correlation id of an SMTP session: its id, in the form of a GUID (RFC 9562 §5.8), so that one is found from the other. */
export function correlationIdOfSession(sessionId: string): string {
  const id = sessionId.toLowerCase().padStart(16, '0');
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-8${id.slice(12, 15)}-8${id.slice(15, 16)}00-000000000000`;
}

/** Entra's words for how somebody came in (M365 §6). */
export function clientAppUsed({ kind }: Pick<SignInRecord, 'kind'>): string {
  if (kind === 'smtp') return 'Authenticated SMTP';
  return kind === 'interactive' ? 'Browser' : 'Mobile Apps and Desktop clients';
}
