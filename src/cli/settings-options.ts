/** Options that are settings: which setting each is, what it takes, and how that is read. */
import type { CommandInput, CommandOption } from './command-definition.ts';
import { text } from './command-definition.ts';
import { CliError, exitCodes } from './output.ts';

export interface SettingOption extends CommandOption {
  /** By its name in docs/generated/settings.md. */
  readonly setting: string;
  readonly read: (value: string) => unknown;
}

/** The one option that many commands need. */
export const tenantOption: CommandOption = {
  flags: '--tenant <domain>',
  meaning: 'the tenant, by one of its domains',
  required: true,
};

export function choice(name: string, setting: string, meaning: string, choices: readonly string[]): SettingOption {
  return { flags: `--${name} <value>`, setting, meaning, choices, read: (value) => value };
}

export function truth(name: string, setting: string, meaning: string): SettingOption {
  return { ...choice(name, setting, meaning, ['true', 'false']), read: (value) => value === 'true' };
}

/** A whole number; `inherit` puts the setting back. */
export function count(name: string, setting: string, meaning: string): SettingOption {
  return { flags: `--${name} <n>`, setting, meaning, read: (value) => wholeNumber(name, value) };
}

/** Octets, or `10MB`; `inherit` puts the setting back. */
export function size(name: string, setting: string, meaning: string): SettingOption {
  return { flags: `--${name} <size>`, setting, meaning, read: (value) => octets(name, value) };
}

const units: Readonly<Record<string, number>> = { '': 1, B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

function octets(name: string, value: string): number | null {
  if (value === 'inherit') return null;
  const [, number = '', unit = ''] = /^(\d{1,10}) ?([KMG]?B|)$/i.exec(value) ?? [];
  const factor = units[unit.toUpperCase()];
  if (number === '' || factor === undefined)
    throw new CliError(exitCodes.usage, `--${name} takes a number of octets, a size such as 10MB, or inherit`);
  return Number(number) * factor;
}

/** One of these names, or `none`. */
export function choiceOrNone(name: string, setting: string, meaning: string, names: readonly string[]): SettingOption {
  return { ...choice(name, setting, meaning, ['none', ...names]), read: orNone };
}

export function nameOrNone(name: string, setting: string, meaning: string): SettingOption {
  return { flags: `--${name} <name>`, setting, meaning: `${meaning}, or none`, read: orNone };
}

function orNone(value: string): string | null {
  return value === 'none' ? null : value;
}

function wholeNumber(name: string, value: string): number | null {
  if (value === 'inherit') return null;
  if (!/^\d{1,10}$/.test(value)) throw new CliError(exitCodes.usage, `--${name} takes a whole number, or inherit`);
  return Number(value);
}

/** The settings of the options that were given. */
export function settingsOf(input: CommandInput, options: readonly SettingOption[]): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const { flags, setting, read } of options) {
    const value = text(input, nameIn(flags));
    if (value !== undefined) settings[setting] = read(value);
  }
  return settings;
}

/** `--smtp-auth <value>` is `smtpAuth` where it was given. */
function nameIn(flags: string): string {
  const [name = ''] = flags.replace(/^--/, '').split(' ');
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Refuses a command that would change nothing. */
export function atLeastOne(settings: Record<string, unknown>): Record<string, unknown> {
  if (Object.keys(settings).length > 0) return settings;
  throw new CliError(exitCodes.usage, 'nothing to set; --help lists the options');
}
