/** What several routes read of their requests. */
import type { SettingsPatch } from '../../contract/settings.ts';
import type { Area } from '../../directory/access.ts';

/** When a change is put back by itself; null: it stays. */
export function endOf({ until }: SettingsPatch): number | null {
  return until === undefined ? null : Date.parse(until);
}

/** A time as it was asked for, in milliseconds. */
export function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
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
