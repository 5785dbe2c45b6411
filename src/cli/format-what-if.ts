/** The words of what would come of a change. */
import type { ForeseenChange, WhatIf, WhatIfRow } from '../doctor/plan/what-if.ts';
import type { AssumedControl, TenantReading } from '../doctor/tenant/tenant-reading.ts';
import { type Language, translate } from '../i18n/translate.ts';
import { reasonOf, type Say } from './format-plan.ts';
import { printable, table, time } from './output.ts';

interface Foreseen extends WhatIf {
  readonly changes: readonly ForeseenChange[];
  readonly days: number;
  readonly attempts: number;
  readonly isCut: boolean;
  /** What could not be read, and counts as being at its default. */
  readonly assumed: readonly AssumedControl[];
  readonly unforeseen: NonNullable<TenantReading['unforeseen']>;
}

/** Rows of one group that are shown; --json has all. */
const shownRows = 50;

export function formatWhatIf(foreseen: Foreseen, language: Language): string {
  const say: Say = (key, parameters = {}) => translate({ key, parameters }, language);
  const { changes, days, attempts, isCut, assumed, unforeseen, letIn, shutOut, elsewhere, stayIn, stayOut, unknown } =
    foreseen;
  const lines = [
    ...changes.map(
      ({ setting: { scope, name }, value, words }) => words ?? `${scope} ${name} = ${JSON.stringify(value)}`,
    ),
    say(isCut ? 'whatif.looked-at-newest' : 'whatif.looked-at', { attempts, days }),
    ...assumed.map(({ name, because }) => say('plan.assumed', { name, because: reasonOf(because, say) })),
    ...unforeseen.map(({ policy }) => say('whatif.unforeseen', { policy })),
    ...group(say('whatif.shut-out', { count: shutOut.length }), shutOut, say),
    ...group(say('whatif.let-in', { count: letIn.length }), letIn, say),
    ...group(say('whatif.elsewhere', { count: elsewhere.length }), elsewhere, say),
    '',
    say('whatif.stay', { in: stayIn, out: stayOut }),
    ...(unknown === 0 ? [] : [say('whatif.unknown', { count: unknown })]),
  ];
  return printable(lines.join('\n'));
}

function group(title: string, rows: readonly WhatIfRow[], say: Say): string[] {
  if (rows.length === 0) return [];
  const shown = rows
    .slice(0, shownRows)
    .map((row) => [
      `  ${row.userPrincipalName}`,
      row.address,
      row.mechanism ?? '',
      row.credential ?? '',
      say('whatif.attempts', { attempts: row.attempts, at: time(row.at) }),
      `${row.before ?? say('whatif.in')} -> ${row.after ?? say('whatif.in')}`,
      row.assumed ? say('whatif.assumed') : '',
    ]);
  const more = rows.length > shownRows ? [`  ${say('plan.reach.more', { count: rows.length - shownRows })}`] : [];
  return ['', title, table(shown), ...more];
}
