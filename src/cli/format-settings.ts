/** Settings as lines: name, value, who set it and when. */
import type { InForce } from '../directory/settings.ts';
import { printable, table, time } from './output.ts';

export type Settings = Readonly<Record<string, InForce<unknown>>>;

export function formatSettings(settings: Settings): string {
  const rows = Object.entries(settings).map(([name, { value, setBy, setAt }]) => [
    `  ${name}`,
    JSON.stringify(value),
    setBy === null || setAt === null ? 'default' : `set by ${setBy}, ${time(setAt)}`,
  ]);
  return printable(table(rows));
}
