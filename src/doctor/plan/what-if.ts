/** What a change would have made of the sign-ins that were recorded: who is let in, who is shut out. Pure. */
import { applyChanges } from '../../sign-in/apply-remedy.ts';
import type { Mechanism } from '../../sign-in/attempt.ts';
import type { Controls } from '../../sign-in/controls.ts';
import { decide } from '../../sign-in/decide.ts';
import type { SettingValue } from '../../sign-in/decision.ts';
import type { GateName } from '../../sign-in/gates/gate-names.ts';
import type { RecordedAttempt } from '../providers/tenant-provider.ts';
import { attemptOfRecord } from './attempt-of-record.ts';

/** A change of the tenant, or of one user of it. */
export interface ForeseenChange extends SettingValue {
  /** Id of the user; null: the tenant's. */
  readonly user: string | null;
  /** Where the value is a list: the change of it, in the words that it was asked in. */
  readonly words?: string;
}

/** Attempts of one user from one address in one way. */
export interface WhatIfRow {
  readonly userPrincipalName: string;
  readonly address: string;
  readonly mechanism: Mechanism | null;
  readonly credential: RecordedAttempt['credential'];
  readonly attempts: number;
  /** Of the last one. */
  readonly at: number;
  /** The gate that refuses by the settings as they are; null: it is let in. */
  readonly before: GateName | null;
  /** The same after the change. */
  readonly after: GateName | null;
  /** Whether the password was right was not seen; it counts as right. */
  readonly assumed: boolean;
}

export interface WhatIf {
  readonly letIn: readonly WhatIfRow[];
  readonly shutOut: readonly WhatIfRow[];
  /** Refused before and after, but at another gate. */
  readonly elsewhere: readonly WhatIfRow[];
  /** Rows that stay as they are. */
  readonly stayIn: number;
  readonly stayOut: number;
  /** Attempts for names that nobody has, or whose settings were not read. */
  readonly unknown: number;
}

/** `people`: the controls of each user that the attempts name, by principal name in lower case. */
export function whatIf(
  changes: readonly ForeseenChange[],
  attempts: readonly RecordedAttempt[],
  people: ReadonlyMap<string, Controls>,
): WhatIf {
  const rows = new Map<string, WhatIfRow>();
  const after = new Map([...people].map(([name, controls]) => [name, changed(controls, changes)]));
  let unknown = 0;
  for (const record of attempts) {
    const name = record.userPrincipalName.toLowerCase();
    const [now, then] = [people.get(name), after.get(name)];
    if (now === undefined || then === undefined) {
      unknown += 1;
      continue;
    }
    const { attempt, assumed } = attemptOfRecord(record);
    const { userPrincipalName, address, mechanism, credential, at } = record;
    const verdicts = { before: gateOf(decide(now, attempt)), after: gateOf(decide(then, attempt)), assumed };
    const key = JSON.stringify([name, address, mechanism, credential, verdicts]);
    const row = rows.get(key);
    rows.set(key, {
      userPrincipalName,
      address,
      mechanism,
      credential,
      ...verdicts,
      attempts: (row?.attempts ?? 0) + 1,
      at: Math.max(row?.at ?? 0, at),
    });
  }
  return { ...sorted([...rows.values()]), unknown };
}

function changed(controls: Controls, changes: readonly ForeseenChange[]): Controls {
  return applyChanges(
    controls,
    changes.filter(({ user }) => user === null || user === controls.userId),
  );
}

function gateOf(decision: ReturnType<typeof decide>): GateName | null {
  return decision.allowed ? null : decision.gate;
}

function sorted(rows: readonly WhatIfRow[]): Omit<WhatIf, 'unknown'> {
  const byAttempts = rows.toSorted((a, b) => b.attempts - a.attempts || b.at - a.at);
  const of = (fits: (row: WhatIfRow) => boolean): WhatIfRow[] => byAttempts.filter(fits);
  return {
    letIn: of(({ before, after }) => before !== null && after === null),
    shutOut: of(({ before, after }) => before === null && after !== null),
    elsewhere: of(({ before, after }) => before !== null && after !== null && before !== after),
    stayIn: of(({ before, after }) => before === null && after === null).length,
    stayOut: of(({ before, after }) => before !== null && before === after).length,
  };
}
