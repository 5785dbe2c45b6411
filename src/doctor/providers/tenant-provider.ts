/** What the doctor needs of whoever keeps the settings of a tenant: our own service, or Microsoft 365. */
import type { Attempt, Credential, Mechanism, TlsVersion } from '../../sign-in/attempt.ts';
import type { SettingValue } from '../../sign-in/decision.ts';
import type { GateName } from '../../sign-in/gates/gate-names.ts';
import type { Whose } from '../advice/steps.ts';
import type { ApplicationSearch, MailApplication } from '../tenant/application-reading.ts';
import type { Hole, Read, TenantReading, UserReading } from '../tenant/tenant-reading.ts';

/** A value exactly as the API has it; null is null, and never the default that it stands for. */
export type RawValue =
  | null
  | boolean
  | number
  | string
  | readonly RawValue[]
  | { readonly [property: string]: RawValue };

export interface SettingRef {
  readonly scope: SettingValue['setting']['scope'];
  readonly name: SettingValue['setting']['name'];
  /** The user's id; null: it is the tenant's. */
  readonly user: string | null;
}

export type WriteResult =
  | { readonly kind: 'written' }
  /** Another value than the expected one is there; nothing was written. */
  | { readonly kind: 'changed'; readonly present: Read<RawValue> }
  | { readonly kind: 'not-possible'; readonly because: Hole };

/** One row of a sign-in log, ours or Entra's: a try at the SMTP door. */
export interface RecordedAttempt {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly userPrincipalName: string;
  readonly address: string;
  /** Null, here and below: the log does not tell. */
  readonly mechanism: Mechanism | null;
  readonly tls: TlsVersion | null;
  readonly endpoint: Attempt['endpoint'] | null;
  readonly outcome: 'allowed' | 'refused';
  readonly gate: GateName | null;
  readonly errorCode: number | null;
  readonly credential: Credential['kind'] | null;
  /** What the log says of it beside, in its own words. */
  readonly said?: string;
}

export interface SignInSearch {
  readonly sinceMs: number;
  /** Principal name; left out: of the whole tenant. */
  readonly user?: string;
  readonly limit: number;
}

/** Recipients of the mail of one sender. */
export interface RecipientCounts {
  readonly inside: number;
  readonly outside: number;
}

/** Passwords for devices of users that MFA asks more of; they can be made through some APIs only. */
export interface AppPasswordMaker {
  /** The password is answered this once. */
  add(userId: string, name: string): Promise<{ readonly id: string; readonly password: string } | Hole>;
  remove(userId: string, id: string): Promise<'removed' | 'gone' | Hole>;
}

export interface TenantProvider {
  /** Whose rules hold for spreading, dates and what is offered. */
  readonly kind: 'postern' | 'microsoft-365';
  /** Whose service answers, by its addresses; null: it is not known. */
  readonly whose: Whose | null;
  /** Whose API, for the report. */
  readonly name: string;
  readTenant(): Promise<TenantReading>;
  /** By principal name or alias; null: there is none. */
  readUser(name: string): Promise<UserReading | null>;
  /** Sign-ins at the SMTP door, newest first. */
  signIns(search: SignInSearch): Promise<Read<readonly RecordedAttempt[]>>;
  /** Where the mail of these senders goes, by principal name in lower case; null: nothing here turns on it. */
  readonly recipients:
    | ((senders: readonly string[], sinceMs: number) => Promise<Read<ReadonlyMap<string, RecipientCounts>>>)
    | null;
  /** Applications that send mail, and what they may do with a mailbox. */
  applications(search: ApplicationSearch): Promise<Read<readonly MailApplication[]>>;
  /** Whether a user may send as another address. */
  maySendAs(user: UserReading, address: string): Promise<Read<boolean>>;
  /** The value of a setting as the API has it, for the snapshot. */
  snapshot(setting: SettingRef): Promise<Read<RawValue>>;
  /** Whether `write` can be asked to put a value back by itself. */
  readonly putsBack: boolean;
  /** Whether there is a way to write a setting at all. */
  isSettable(setting: SettingRef): boolean;
  /** What is to be written so that `value` is in force; `present` is what `snapshot` gave. */
  rawOf(setting: SettingRef, value: unknown, present: RawValue): RawValue;
  /** Whether `write` would take `present` for `expected`: of a list that others change too, the rows that it writes count. */
  isStill(
    setting: SettingRef,
    values: { readonly present: RawValue; readonly expected: RawValue; readonly wanted: RawValue },
  ): boolean;
  /** Writes, if the present value still is `expected`. `until`: when it is put back by itself (milliseconds since 1970). */
  write(
    setting: SettingRef,
    value: RawValue,
    expected: RawValue,
    options: { readonly until: number | null },
  ): Promise<WriteResult>;
  /** Null: a person makes them, and nobody else. */
  readonly appPasswords: AppPasswordMaker | null;
}
