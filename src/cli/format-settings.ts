/** Settings as lines: name, value, who set it and when. */
import type { InForce } from '../directory/settings.ts';
import { printable, table, time } from './output.ts';
import type { SettingOption } from './settings-options.ts';

export type Settings = Readonly<Record<string, InForce<unknown>>>;

export function formatSettings(settings: Settings): string {
  const rows = Object.entries(settings).map(([name, { value, ...origin }]) => [
    `  ${name}`,
    JSON.stringify(value),
    whoOf(origin),
  ]);
  return printable(table(rows));
}

/** Those that `options` set. */
export function pickSettings(settings: Settings, options: readonly SettingOption[]): Settings {
  const names = options.map(({ setting }) => setting).filter((name) => name in settings);
  return Object.fromEntries(names.map((name) => [name, settings[name] as InForce<unknown>]));
}

/** What is in force for a mailbox, and whether it is its own. */
export function formatOwnOrInherited(
  inForce: Readonly<Record<string, InForce<unknown> & { readonly from: string }>>,
): string {
  const rows = Object.entries(inForce).map(([name, { value, from, ...origin }]) => [
    `  ${name}`,
    JSON.stringify(value),
    from === 'organization' ? "the organization's" : '',
    whoOf(origin),
  ]);
  return printable(table(rows));
}

function whoOf({ setBy, setAt }: Omit<InForce<unknown>, 'value'>): string {
  return setBy === null || setAt === null ? 'default' : `set by ${setBy}, ${time(setAt)}`;
}
