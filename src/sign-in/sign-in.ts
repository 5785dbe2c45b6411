/** One sign-in from end to end: facts, lockout, credential, decision, and the record that is always kept. */
import type { DirectoryStore, SignInFacts } from '../directory/directory-store.ts';
import type { Clock } from '../lib/clock.ts';
import type { ReplyName } from '../smtp/replies.ts';
import type { Credentials } from '../smtp/sasl/credentials.ts';
import type { ClientFacts } from '../smtp/server/session-host.ts';
import type { Attempt, Credential, TokenCredential, TokenFault } from './attempt.ts';
import type { PasswordChecker } from './credentials/check-password.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { entraErrorCode } from './entra-error-code.ts';
import { gatherControls } from './gather-controls.ts';
import { recordedLogin } from './recorded-login.ts';
import { correlationIdOfSession, type SignInLog, type SignInRecord } from './sign-in-log.ts';
import type { Throttle } from './throttle.ts';

export interface SignInRequest {
  readonly credentials: Credentials;
  readonly client: ClientFacts;
}

export type SignInResult =
  /** `opensMailbox` false: an application that was let in, and may not use this mailbox. */
  | { readonly allowed: true; readonly facts: SignInFacts; readonly opensMailbox: boolean }
  | { readonly allowed: false; readonly reply: ReplyName };

export type VerifyToken = (facts: SignInFacts | null, token: string, login: string) => Promise<TokenCredential>;

export interface SignInParts {
  readonly directory: Pick<DirectoryStore, 'signInFacts' | 'appPasswordUsed'>;
  readonly log: Pick<SignInLog, 'record'>;
  readonly throttle: Throttle;
  readonly passwords: PasswordChecker;
  readonly verifyToken?: VerifyToken;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Told of what threw half way. */
  readonly fault?: (error: unknown) => void;
}

/** Longer ones nobody has. RFC 5321 §4.5.3.1: no address is longer. */
const maximumLogin = 320;

const jwtShape = /^[\w-]+\.[\w-]+\.[\w-]*$/;

const trustNobody: VerifyToken = async (_facts, token) => {
  const fault: TokenFault = jwtShape.test(token) ? 'untrusted-issuer' : 'malformed';
  return { kind: 'token', verdict: 'wrong', fault };
};

/** How far a sign-in came; what is recorded, wherever it ended. */
interface Progress {
  facts: SignInFacts | null;
  credential: Credential;
  appPasswordId: string | null;
  decision: Decision | null;
}

function unchecked(credentials: Credentials): Credential {
  return { kind: credentials.kind === 'token' ? 'token' : 'password', verdict: 'unchecked' };
}

function attemptOf(
  { credentials, client }: SignInRequest,
  credential: Credential,
  lockout: Attempt['lockout'],
): Attempt {
  const { tls, address, endpoint, clearTextAllowed } = client;
  return { mechanism: credentials.mechanism, credential, tls, address, endpoint, clearTextAllowed, lockout };
}

/** Whether a gate refuses whatever the credential turns out to be. */
function isShutBeforeCredential(decision: Decision): boolean {
  return decision.trace.find(({ verdict }) => verdict === 'shut' || verdict === 'unknown')?.verdict === 'shut';
}

function scramCredential(key: string | null, facts: SignInFacts | null): Credential {
  if (facts === null || key === null) return { kind: 'password', verdict: 'wrong' };
  const prefix = 'app-password:';
  return key.startsWith(prefix)
    ? { kind: 'app-password', verdict: 'right', name: key.slice(prefix.length) }
    : { kind: 'password', verdict: key === 'password' ? 'right' : 'wrong' };
}

function labelOf(credential: Credential): string {
  return credential.kind === 'app-password' ? `app-password: ${credential.name}` : credential.kind;
}

function recordOf(request: SignInRequest, progress: Progress, parts: SignInParts): SignInRecord {
  const { credentials, client } = request;
  const { facts, decision, credential } = progress;
  const refusal = decision !== null && !decision.allowed ? decision : null;
  return {
    id: parts.newId(),
    kind: 'smtp',
    sessionId: client.sessionId,
    correlationId: correlationIdOfSession(client.sessionId),
    at: parts.clock(),
    tenantId: facts?.tenant.id ?? null,
    userId: facts?.user.id ?? null,
    login: recordedLogin(credentials.login, facts !== null),
    application: null,
    resource: '',
    address: client.address,
    listener: client.listener,
    mechanism: credentials.mechanism,
    tls: client.tls,
    outcome: decision === null ? 'error' : refusal === null ? 'allowed' : 'refused',
    gate: refusal?.gate ?? null,
    reply: decision === null ? 'temporaryAuthenticationFailure' : (refusal?.reply ?? 'authenticated'),
    errorCode: entraErrorCode(decision),
    credential: labelOf(credential),
    authentication: 'single-factor',
    trace: decision?.trace ?? [],
  };
}

export function createSignIn(parts: SignInParts): (request: SignInRequest) => Promise<SignInResult> {
  return async (request) => {
    const progress: Progress = {
      facts: null,
      credential: unchecked(request.credentials),
      appPasswordId: null,
      decision: null,
    };
    try {
      await proceed(request, progress, parts);
    } catch (error) {
      parts.fault?.(error);
      // The record says `error`; half a sign-in lets nobody in.
      progress.decision = null;
    } finally {
      parts.log.record(recordOf(request, progress, parts));
    }
    const { decision, facts, credential } = progress;
    const opensMailbox = !('opensMailbox' in credential) || credential.opensMailbox;
    if (decision?.allowed && facts !== null) return { allowed: true, facts, opensMailbox };
    return { allowed: false, reply: decision?.allowed === false ? decision.reply : 'temporaryAuthenticationFailure' };
  };
}

async function proceed(request: SignInRequest, progress: Progress, parts: SignInParts): Promise<void> {
  const { login } = request.credentials;
  progress.facts = login.length > maximumLogin ? null : await parts.directory.signInFacts(login);
  // By id, so that an alias gives no further guesses.
  const account = progress.facts?.user.id ?? login.slice(0, maximumLogin).toLowerCase();
  // The trace names it, and is kept.
  const controls = gatherControls(progress.facts, recordedLogin(login, progress.facts !== null));
  const lockout = lockoutOf(request, progress.facts, account, parts);
  const early = decide(controls, attemptOf(request, progress.credential, lockout));
  if (isShutBeforeCredential(early)) {
    progress.decision = early;
    return;
  }
  const credential = await check(request, progress, account, parts);
  if (credential === null) return;
  progress.credential = credential;
  tellThrottle(request, credential, account, parts.throttle);
  progress.decision = decide(controls, attemptOf(request, credential, lockout));
  if (progress.decision.allowed && progress.appPasswordId !== null) {
    parts.directory.appPasswordUsed(progress.appPasswordId, parts.clock());
  }
}

/** What the credential is; null: it could not be found out for now. */
async function check(
  { credentials, client }: SignInRequest,
  progress: Progress,
  account: string,
  { throttle, passwords, verifyToken = trustNobody }: SignInParts,
): Promise<Credential | null> {
  const { facts } = progress;
  if (credentials.kind === 'token') return verifyToken(facts, credentials.token, credentials.login);
  if (credentials.kind === 'scram') {
    const credential = scramCredential(credentials.key, facts);
    if (credential.kind === 'app-password') {
      progress.appPasswordId = facts?.appPasswords.find(({ name }) => name === credential.name)?.id ?? null;
    }
    return credential;
  }
  // A device at its usual address does not wait in line with those who guess from there.
  const lane = throttle.isFamiliar(account, client.address) ? `${account} ${client.address}` : client.address;
  const verdict = await passwords.check(facts, credentials.password, lane);
  if (verdict.kind === 'busy') return null;
  if (verdict.kind !== 'app-password') {
    return { kind: 'password', verdict: verdict.kind === 'wrong' ? 'wrong' : 'right' };
  }
  progress.appPasswordId = verdict.id;
  return { kind: 'app-password', verdict: 'right', name: verdict.name };
}

function lockoutOf(
  { credentials, client: { address } }: SignInRequest,
  facts: SignInFacts | null,
  account: string,
  { throttle, passwords }: SignInParts,
): Attempt['lockout'] {
  if (credentials.kind === 'token' || throttle.standing(account, address) === 'open') return 'open';
  if (!throttle.mayProve(account, address)) return 'locked';
  const proven =
    credentials.kind === 'scram'
      ? facts !== null && credentials.key !== null
      : passwords.checkCheaply(facts, credentials.password) !== null;
  return proven ? 'open' : 'locked';
}

function tellThrottle(
  { credentials, client }: SignInRequest,
  credential: Credential,
  account: string,
  throttle: Throttle,
): void {
  if (credential.kind === 'token') return;
  const password = credentials.kind === 'password' ? credentials.password : null;
  if (credential.verdict === 'wrong') throttle.failed(account, client.address, password);
  else throttle.succeeded(account, client.address);
}
