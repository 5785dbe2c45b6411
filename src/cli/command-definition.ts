/** What a command is to the command line. */
import type { Door } from './door.ts';
import type { Outcome } from './output.ts';

export interface CommandInput {
  /** In the order of `arguments`. */
  readonly args: readonly string[];
  /** By the camelCase name of the flag. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly json: boolean;
  /** The service elsewhere that was named; null: the one of this machine. */
  readonly server: string | null;
  /** Of the service of this machine. */
  readonly dataDirectory: string;
  /** The running service. */
  readonly door: Door;
}

export interface CommandDefinition {
  /** `mailbox set`; the file is named after it. */
  readonly path: string;
  readonly summary: string;
  /** `<upn>` or `[upn]`, and what it is. */
  readonly arguments?: readonly (readonly [name: string, meaning: string])[];
  readonly options?: readonly CommandOption[];
  readonly examples: readonly string[];
  /** It writes octets exactly as they are, and no JSON of them. */
  readonly isRaw?: true;
  /** Left out: the action is handed in by the caller of `runCli`. */
  readonly run?: (input: CommandInput) => Promise<Outcome>;
}

export interface CommandOption {
  readonly flags: string;
  readonly meaning: string;
  readonly required?: boolean;
  readonly choices?: readonly string[];
  readonly default?: string | boolean;
}

/** A text option, or undefined where it was not given. */
export function text(input: CommandInput, name: string): string | undefined {
  const value = input.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** What an option names, separated by commas. */
export function listed(input: CommandInput, name: string): string[] {
  return (text(input, name) ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** The argument at a place, which the grammar has made sure of. */
export function argument(input: CommandInput, place: number): string {
  return input.args[place] ?? '';
}
