/** The words of who still signs in with a password, and where each can go. */
import type { FittingWay, Migration, Readiness } from '../doctor/plan/readiness.ts';
import type { RetirementDate } from '../doctor/plan/retirement-dates.ts';
import { type Language, translate } from '../i18n/translate.ts';
import type { Say } from './format-plan.ts';
import { printable, time } from './output.ts';

export interface ReportedReadiness extends Readiness {
  readonly dates: readonly RetirementDate[];
  /** Of the sign-in log; null: it was a report. */
  readonly days: number | null;
  readonly isCut: boolean;
}

/** Senders that are shown; --json has all. */
const shownSenders = 100;
/** Addresses of one sender that are named. */
const shownAddresses = 5;

export function formatReadiness(found: ReportedReadiness, now: number, language: Language): string {
  const say: Say = (key, parameters = {}) => translate({ key, parameters }, language);
  const { migrations, ready, dates, days, isCut, provider } = found;
  const source = days === null ? say('readiness.of-report') : say('readiness.of-log', { days });
  const lines = [
    say('readiness.still', { count: migrations.length, source }),
    ...(isCut ? [say('readiness.cut')] : []),
    say('readiness.ready', { count: ready }),
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
  const { userPrincipalName, addresses, mechanisms, count, counted, lastAt, alsoOAuth, oldTls } = sender;
  const facts = [
    say(`readiness.counted.${counted}`, { count }),
    ...(mechanisms === null ? [] : [mechanisms.join(', ')]),
    ...(lastAt === null ? [] : [say('readiness.last', { at: time(lastAt) })]),
    ...(alsoOAuth ? [say('readiness.also-oauth')] : []),
    ...(oldTls ? [say('readiness.old-tls')] : []),
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
    ...ways.map((way, index) => `  ${index + 1}. ${wayLine(way, say)}`),
  ];
}

function wayLine({ way, against }: FittingWay, say: Say): string {
  const condition = say(way.needsOAuth ? 'readiness.if-oauth' : 'readiness.if-basic-only');
  const but = against.map((each) => say(`readiness.against.${each}`, { perHour: way.perHour ?? 0 }));
  return [`${say(`way.${way.id}`)} (${condition})`, ...but].join('; ');
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
