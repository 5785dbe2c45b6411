/** From options of a command to settings of the API. */
import type { CommandInput } from './command-definition.ts';
import { text } from './command-definition.ts';
import { CliError, exitCodes } from './output.ts';

/** A number of 0 or more; `inherit` puts the setting back. */
export function count(value: string): number | null {
  if (value === 'inherit') return null;
  if (!/^\d{1,10}$/.test(value)) throw new CliError(exitCodes.usage, `"${value}" is not a whole number`);
  return Number(value);
}

export const truth = (value: string): boolean => value === 'true';
export const same = (value: string): string => value;

/** The settings of the options that were given. `names`: option -> setting and how to read it. */
export function settingsOf(
  input: CommandInput,
  names: Readonly<Record<string, readonly [setting: string, read: (value: string) => unknown]>>,
): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const [option, [setting, read]] of Object.entries(names)) {
    const value = text(input, option);
    if (value !== undefined) settings[setting] = read(value);
  }
  return settings;
}

/** Refuses a command that would change nothing. */
export function atLeastOne(settings: Record<string, unknown>): Record<string, unknown> {
  if (Object.keys(settings).length > 0) return settings;
  throw new CliError(exitCodes.usage, 'nothing to set; --help lists the options');
}
