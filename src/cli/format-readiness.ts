/** The words of who still signs in with a password, and where each can go. */
import type { BasicSender, FittingWay, Migration, Readiness } from '../doctor/plan/readiness.ts';
import type { RetirementDate } from '../doctor/plan/retirement-dates.ts';
import type { Hole } from '../doctor/tenant/tenant-reading.ts';
import { type Language, translate } from '../i18n/translate.ts';
import { reasonOf, type Say } from './format-plan.ts';
import { printable, time } from './output.ts';

export interface ReportedReadiness extends Readiness {
  readonly dates: readonly RetirementDate[];
  /** Of the sign-in log; null: it was a report. */
  readonly days: number | null;
  readonly isCut: boolean;
  /** Why it is not known where mail goes; null: it is, or nobody asked. */
  readonly recipientsHole: Hole | null;
}

/** Senders that are shown; --json has all. */
const shownSenders = 100;
/** Addresses of one sender that are named. */
const shownAddresses = 5;

export function formatReadiness(found: ReportedReadiness, now: number, language: Language): string {
  const say: Say = (key, parameters = {}) => translate({ key, parameters }, language);
  const { migrations, ready, dates, days, isCut, provider, recipientsHole: hole } = found;
  const source = days === null ? say('readiness.of-report') : say('readiness.of-log', { days });
  const lines = [
    say('readiness.still', { count: migrations.length, source }),
    ...(isCut ? [say('readiness.cut')] : []),
    say('readiness.ready', { count: ready }),
    ...(hole === null ? [] : [say('readiness.recipients-unknown', { because: reasonOf(hole, say) })]),
    '',
    say(`readiness.dates.${provider}`),
    ...dates.map(({ id, on, at, source: announced }) => {
      const days = Math.ceil((at - now) / 86_400_000);
      return `  ${on}  ${say(`date.${id}`)} (${days > 0 ? say('readiness.days-left', { days }) : say('readiness.past')}; ${announced})`;
    }),
    ...migrations.slice(0, shownSenders).flatMap((migration) => ['', ...senderLines(migration, say)]),
    ...(migrations.length > shownSenders
      ? ['', say('plan.reach.more', { count: migrations.length - shownSenders })]
      : []),
    ...waysExplained(migrations, say),
  ];
  return printable(lines.join('\n'));
}

function senderLines({ sender, ways }: Migration, say: Say): string[] {
  const { userPrincipalName, addresses, mechanisms, count, counted, lastAt, alsoOAuth, oldTls, recipients } = sender;
  const facts = [
    say(`readiness.counted.${counted}`, { count }),
    ...(mechanisms === null ? [] : [mechanisms.join(', ')]),
    ...(lastAt === null ? [] : [say('readiness.last', { at: time(lastAt) })]),
    ...(alsoOAuth ? [say('readiness.also-oauth')] : []),
    ...(oldTls ? [say('readiness.old-tls')] : []),
    ...(recipients === null
      ? []
      : [say(recipients.outside === 0 ? 'readiness.inside' : 'readiness.outside', { ...recipients })]),
  ];
  const from =
    addresses === null
      ? []
      : [
          `  ${say('readiness.from', { addresses: addresses.slice(0, shownAddresses).join(', '), count: addresses.length })}`,
        ];
  return [
    `${userPrincipalName}: ${facts.join('; ')}`,
    ...from,
    ...ways.map((way, index) => `  ${index + 1}. ${wayLine(way, sender, say)}`),
  ];
}

function wayLine({ way, against }: FittingWay, { recipients }: BasicSender, say: Say): string {
  const condition = say(way.needsOAuth ? 'readiness.if-oauth' : 'readiness.if-basic-only');
  const but = against.map((each) => say(`readiness.against.${each}`, { perHour: way.perHour ?? 0 }));
  const unseen = !way.external && recipients === null ? [say('readiness.if-inside')] : [];
  return [`${say(`way.${way.id}`)} (${condition})`, ...unseen, ...but].join('; ');
}

/** What bounds each way, once. */
function waysExplained(migrations: readonly Migration[], say: Say): string[] {
  const [first] = migrations;
  if (first === undefined) return [];
  return [
    '',
    say('readiness.limits'),
    ...first.ways.map(({ way: { id, source } }) => `  ${say(`way.${id}`)}: ${say(`way.${id}.limits`)} (${source})`),
  ];
}
