/** The record of one step of an interactive sign-in that came to something: a refusal, an interruption, a success. Pure. */
import type { SignInFacts } from '../../directory/directory-store.ts';
import type { TlsVersion } from '../attempt.ts';
import { recordedLogin } from '../recorded-login.ts';
import type { SignInRecord } from '../sign-in-log.ts';

/** One sign-in, and where it comes from. */
export interface SignInContext {
  /** Known to this browser only. */
  readonly id: string;
  /** Null: of any tenant. */
  readonly tenantId: string | null;
  readonly application: { readonly appId: string; readonly displayName: string };
  readonly address: string;
  readonly tls: TlsVersion;
}

/** What was tried. */
export interface InteractiveAttempt {
  readonly login: string;
  readonly facts: SignInFacts | null;
  /** `password`, `totp`, `passkey`: never a secret. */
  readonly credential: string;
  readonly correlationId: string;
}

export interface InteractiveOutcome {
  readonly id: string;
  readonly at: number;
  /** 0: signed in. Null: nothing was found out. */
  readonly errorCode: number | null;
  readonly authentication: SignInRecord['authentication'];
}

/** AADSTS50000: an issue with the sign-in service. */
const serviceFailed = 50_000;

export function interactiveRecord(
  { application, address, tls }: SignInContext,
  { login, facts, credential, correlationId }: InteractiveAttempt,
  { id, at, errorCode, authentication }: InteractiveOutcome,
): SignInRecord {
  return {
    id,
    kind: 'interactive',
    sessionId: '',
    correlationId,
    at,
    tenantId: facts?.tenant.id ?? null,
    userId: facts?.user.id ?? null,
    login: recordedLogin(login, facts !== null),
    application,
    resource: '',
    address,
    listener: 'http',
    mechanism: null,
    tls,
    outcome: errorCode === null ? 'error' : errorCode === 0 ? 'allowed' : 'refused',
    gate: null,
    reply: null,
    errorCode: errorCode ?? serviceFailed,
    credential,
    authentication,
    trace: [],
  };
}
