/** A row of a sign-in log as an attempt that can be decided again. Pure. */
import { type Attempt, type Credential, isBasic } from '../../sign-in/attempt.ts';
import type { GateName } from '../../sign-in/gates/gate-names.ts';
import type { RecordedAttempt } from '../providers/tenant-provider.ts';

/** Gates that refuse before anybody looks at the credential. */
const beforeCredential: ReadonlySet<GateName> = new Set<GateName>([
  'encryption',
  'tls-version',
  'simulated-failure',
  'basic-authentication-retired',
  'authentication-policy',
  'smart-lockout',
]);

/** AADSTS numbers of what is wrong at the credential itself: unknown, wrong (M365 §6). */
const wrongCredential: ReadonlySet<number> = new Set([50034, 50056, 50126]);

export interface RecordedSituation {
  readonly attempt: Attempt;
  /** Whether the password was right was not seen; it counts as right. */
  readonly assumed: boolean;
}

export function attemptOfRecord(record: RecordedAttempt): RecordedSituation {
  const { gate, outcome, tls } = record;
  const mechanism = record.mechanism ?? 'LOGIN';
  const isWrong = gate === 'credentials' || gate === 'token' || wrongCredential.has(record.errorCode ?? 0);
  const isUnseen = !isWrong && outcome === 'refused' && (gate === null || beforeCredential.has(gate));
  return {
    attempt: {
      mechanism,
      credential: credentialOf(record, isBasic(mechanism), isWrong),
      tls: tls ?? 'TLSv1.2',
      address: record.address,
      endpoint: record.endpoint ?? 'submission',
      clearTextAllowed: tls === 'none' && gate !== 'encryption',
      lockout: 'open',
    },
    assumed: isUnseen,
  };
}

function credentialOf({ credential }: RecordedAttempt, basic: boolean, isWrong: boolean): Credential {
  if (!basic)
    return isWrong
      ? { kind: 'token', verdict: 'wrong', fault: 'expired' }
      : { kind: 'token', verdict: 'right', by: 'user' };
  if (isWrong) return { kind: 'password', verdict: 'wrong' };
  return credential === 'app-password'
    ? { kind: 'app-password', verdict: 'right', name: 'device' }
    : { kind: 'password', verdict: 'right' };
}
