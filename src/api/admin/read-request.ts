/** What several routes read of their requests. */
import type { SettingsPatch } from '../../contract/settings.ts';
import type { Area } from '../../directory/access.ts';
import { Problem } from '../problem.ts';

/** When a change is put back by itself; null: it stays. */
export function endOf({ until }: SettingsPatch): number | null {
  return timeOf('until', until) ?? null;
}

/** A time as it was asked for, in milliseconds; `name` is what the client calls it. */
export function timeOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  // RFC 3339 §5.6 has seconds of 60, which the clock of a computer does not.
  if (Number.isNaN(at)) throw new Problem(400, `${name} is no time of a clock; write 2026-12-31T18:00:00Z`);
  return at;
}

/** Without what was not given. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** The areas that settings of a table belong to, each once. */
export function areasOf(table: Readonly<Record<string, { readonly area: Area }>>): Area[] {
  return [...new Set(Object.values(table).map(({ area }) => area))];
}
