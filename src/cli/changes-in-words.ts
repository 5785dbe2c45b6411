/** Changes in the words of the commands that make them, for those who only want to know what would come of it. */
import { Command, CommanderError } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { mailboxSet } from './commands/mailbox-set.ts';
import { organizationSet } from './commands/organization-set.ts';
import { securityDefaultsDisable } from './commands/security-defaults-disable.ts';
import { securityDefaultsEnable } from './commands/security-defaults-enable.ts';
import { userSet } from './commands/user-set.ts';
import type { Door } from './door.ts';
import { addGrammar, argumentsOf } from './grammar.ts';
import { CliError, exitCodes } from './output.ts';

/** What a command would have asked of the service. */
export interface WordedChange {
  readonly of: 'tenant' | 'user';
  /** Id, domain or principal name, as it was given. */
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

const commands: readonly CommandDefinition[] = [
  mailboxSet,
  organizationSet,
  securityDefaultsDisable,
  securityDefaultsEnable,
  userSet,
];

/** `mailbox set scanner@fabrikam.example --smtp-auth on`; the program's own name may stand before it. */
export async function changeInWords(text: string): Promise<WordedChange> {
  const words = wordsOf(text);
  if (words[0] === 'postern') words.shift();
  const command = commands.find(({ path }) => path === words.slice(0, 2).join(' '));
  if (command?.run === undefined) {
    const known = commands.map(({ path }) => path).join(', ');
    throw new CliError(exitCodes.usage, `--change "${text}" begins with none of ${known}`);
  }
  const { door, asked } = recordingDoor(text);
  const { args, options } = parsed(command, words.slice(2), text);
  await command.run({ args, options, json: false, server: null, dataDirectory: '', door });
  return asked();
}

function parsed(definition: CommandDefinition, words: readonly string[], text: string) {
  const command = addGrammar(new Command(definition.path), definition).exitOverride();
  command.configureOutput({ writeErr: () => undefined });
  try {
    command.parse(words, { from: 'user' });
    return { args: argumentsOf(command), options: command.opts() };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw new CliError(exitCodes.usage, `--change "${text}": ${error.message.replace(/^error: /, '')}`);
  }
}

/** Takes down what a command asks for, and does none of it. */
function recordingDoor(text: string): { readonly door: Door; asked(): WordedChange } {
  let change: WordedChange | null = null;
  const otherwise = (): never => {
    throw new CliError(exitCodes.usage, `--change "${text}" does more than change settings`);
  };
  const door: Door = {
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const [, kind, name] = /^\/(tenants|users)\/([^/]+)\/settings$/.exec(path) ?? [];
      if (method !== 'PATCH' || kind === undefined || name === undefined) return otherwise();
      const { settings } = body as Pick<WordedChange, 'settings'>;
      change = { of: kind === 'tenants' ? 'tenant' : 'user', name: decodeURIComponent(name), settings };
      return { settings: {} } as T;
    },
    raw: async () => otherwise(),
  };
  return { door, asked: () => change ?? otherwise() };
}

/** Split at blanks, but for what stands in quotes. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}
