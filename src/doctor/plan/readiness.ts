/** Who still signs in with a password, and where each can go. Pure. */
import { isBasic, type TlsVersion } from '../../sign-in/attempt.ts';
import type { RecipientCounts, RecordedAttempt, TenantProvider } from '../providers/tenant-provider.ts';
import { type MigrationWay, migrationWays } from './migration-ways.ts';

/** One sender, out of a sign-in log or a report. */
export interface BasicSender {
  readonly userPrincipalName: string;
  /** Null, here and below: the source does not tell. */
  readonly addresses: readonly string[] | null;
  readonly mechanisms: readonly string[] | null;
  /** Sign-ins that were let in, or messages that a report counts. */
  readonly count: number;
  readonly counted: 'sign-ins' | 'messages';
  readonly lastAt: number | null;
  /** In the busiest hour. */
  readonly peakPerHour: number | null;
  /** It signs in with OAuth as well. */
  readonly alsoOAuth: boolean;
  /** It was seen with TLS 1.0 or 1.1, or with none. */
  readonly oldTls: boolean;
  /** Where its mail goes. */
  readonly recipients: RecipientCounts | null;
}

export interface Migration {
  readonly sender: BasicSender;
  readonly ways: readonly FittingWay[];
}

export interface FittingWay {
  readonly way: MigrationWay;
  /** What stands against it, as far as is seen; empty: nothing. */
  readonly against: readonly ('old-tls' | 'too-much' | 'outside')[];
}

export interface Readiness {
  readonly provider: TenantProvider['kind'];
  readonly migrations: readonly Migration[];
  /** Names that sign in with OAuth only. */
  readonly ready: number;
}

const oldVersions: ReadonlySet<TlsVersion> = new Set<TlsVersion>(['none', 'TLSv1', 'TLSv1.1']);
const hourMs = 3_600_000;

/** Out of a sign-in log. What was refused sends nothing now, and is left out. */
export function sendersOfLog(attempts: readonly RecordedAttempt[]): {
  readonly senders: readonly BasicSender[];
  readonly ready: number;
} {
  const allowed = attempts.filter(({ outcome }) => outcome === 'allowed');
  const people = Map.groupBy(allowed, ({ userPrincipalName }) => userPrincipalName.toLowerCase());
  const senders = [...people.values()].flatMap((own) => senderOf(own) ?? []);
  return { senders: senders.toSorted((a, b) => b.count - a.count), ready: people.size - senders.length };
}

function senderOf(own: readonly RecordedAttempt[]): BasicSender | null {
  const basic = own.filter(({ mechanism }) => mechanism === null || isBasic(mechanism));
  const [first] = basic;
  if (first === undefined) return null;
  const hours = new Map<number, number>();
  for (const { at } of basic) hours.set(Math.floor(at / hourMs), (hours.get(Math.floor(at / hourMs)) ?? 0) + 1);
  const mechanisms = [...new Set(basic.flatMap(({ mechanism }) => mechanism ?? []))];
  return {
    userPrincipalName: first.userPrincipalName,
    addresses: [...new Set(basic.map(({ address }) => address))],
    mechanisms: mechanisms.length === 0 ? null : mechanisms,
    count: basic.length,
    counted: 'sign-ins',
    lastAt: basic.reduce((last, { at }) => Math.max(last, at), 0),
    peakPerHour: Math.max(...hours.values()),
    alsoOAuth: basic.length < own.length,
    oldTls: basic.some(({ tls }) => tls !== null && oldVersions.has(tls)),
    recipients: null,
  };
}

/** Senders with what was found of where their mail goes. */
export function withRecipients(
  senders: readonly BasicSender[],
  found: ReadonlyMap<string, RecipientCounts>,
): readonly BasicSender[] {
  return senders.map((sender) => ({
    ...sender,
    recipients: found.get(sender.userPrincipalName.toLowerCase()) ?? null,
  }));
}

/** Where each can go. What does not exist at a provider is not named. */
export function readiness(provider: TenantProvider['kind'], senders: readonly BasicSender[], ready: number): Readiness {
  const offered = migrationWays.filter(({ offeredBy }) => offeredBy.includes(provider));
  const migrations = senders.map((sender) => ({
    sender,
    ways: offered.map((way) => ({ way, against: standsAgainst(way, sender) })),
  }));
  return { provider, migrations, ready };
}

function standsAgainst({ needsNewTls, perHour, external }: MigrationWay, sender: BasicSender): FittingWay['against'] {
  const isTooMuch = perHour !== null && (sender.peakPerHour ?? 0) > perHour;
  return [
    ...(needsNewTls && sender.oldTls ? (['old-tls'] as const) : []),
    ...(isTooMuch ? (['too-much'] as const) : []),
    ...(!external && (sender.recipients?.outside ?? 0) > 0 ? (['outside'] as const) : []),
  ];
}
