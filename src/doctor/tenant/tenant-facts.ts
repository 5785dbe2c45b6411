/** What the doctor knows of a tenant when it makes findings: what was read, how the device signs in, what the server said. Pure. */
import { type Attempt, isBasic } from '../../sign-in/attempt.ts';
import type { Cause } from '../explain/cause.ts';
import type { RecordedAttempt } from '../providers/tenant-provider.ts';
import type { MailApplication } from './application-reading.ts';
import type { Read, TenantReading, UserReading } from './tenant-reading.ts';

/** What a server did with the device's sign-in, or what a pasted error says that it did. */
export interface WireWord {
  /** Null: it let it in. */
  readonly cause: Cause | null;
  /** The words, redacted. */
  readonly evidence: readonly string[];
  /** It said so while the log was read, which has no row of it yet. */
  readonly isNew?: boolean;
}

export interface TenantFacts {
  readonly reading: TenantReading;
  /** The user as it was named; null: none was. */
  readonly sought: string | null;
  /** Null: none was named, or nobody has the name. */
  readonly user: UserReading | null;
  /** How the device signs in; its credential is taken to be right. */
  readonly attempt: Attempt;
  /** Sign-ins of the user at the SMTP door, newest first; null: none was asked for. */
  readonly log: Read<readonly RecordedAttempt[]> | null;
  /** How far back the log was read. */
  readonly logDays: number;
  readonly applications: Read<readonly MailApplication[]> | null;
  /** The client id that was named: the device's own application. */
  readonly appId: string | null;
  /** The address in From, where it is another one than the user's. */
  readonly from: { readonly address: string; readonly allowed: Read<boolean> } | null;
  readonly wire: WireWord | null;
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
}

/** With what the server said. Whom it let in with a password has one that MFA does not stop. */
export function withWord(facts: TenantFacts, wire: WireWord | null): TenantFacts {
  const { attempt } = facts;
  const isIn = wire?.cause === null && isBasic(attempt.mechanism);
  return { ...facts, wire, attempt: isIn ? { ...attempt, credential: appPassword } : attempt };
}

export const appPassword = { kind: 'app-password', verdict: 'right', name: 'device' } as const;
