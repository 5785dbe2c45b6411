/** Changes in the words of the commands that make them, for those who only want to know what would come of it. */
import { Command, CommanderError } from 'commander';
import type { EditedList, ListEdit } from '../doctor/plan/list-edit.ts';
import type { CommandDefinition } from './command-definition.ts';
import { authenticationPolicyAdd } from './commands/authentication-policy-add.ts';
import { authenticationPolicyRemove } from './commands/authentication-policy-remove.ts';
import { authenticationPolicySet } from './commands/authentication-policy-set.ts';
import { conditionalAccessAdd } from './commands/conditional-access-add.ts';
import { conditionalAccessRemove } from './commands/conditional-access-remove.ts';
import { conditionalAccessSet } from './commands/conditional-access-set.ts';
import { mailboxSet } from './commands/mailbox-set.ts';
import { namedLocationAdd } from './commands/named-location-add.ts';
import { namedLocationRemove } from './commands/named-location-remove.ts';
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
  /** What becomes of a list of the tenant; null: settings alone are changed. */
  readonly edit: ListEdit | null;
}

const commands: readonly CommandDefinition[] = [
  authenticationPolicyAdd,
  authenticationPolicyRemove,
  authenticationPolicySet,
  conditionalAccessAdd,
  conditionalAccessRemove,
  conditionalAccessSet,
  mailboxSet,
  namedLocationAdd,
  namedLocationRemove,
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
  const { args, options } = parsed(command, words.slice(2), text);
  let asked: WordedChange | null = null;
  const door = recordingDoor(text, (change) => {
    asked = change;
  });
  await command.run({ args, options, json: false, server: null, dataDirectory: '', door }).catch((error: unknown) => {
    // What a command does with the answer is nobody's business here.
    if (asked === null) throw error;
  });
  return asked ?? tooMuch(text);
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

function tooMuch(text: string): never {
  throw new CliError(exitCodes.usage, `--change "${text}" does more than change settings`);
}

/** Takes down what a command asks for, and does none of it. */
function recordingDoor(text: string, take: (change: WordedChange) => void): Door {
  return {
    async call(method: string, path: string, body?: unknown): Promise<never> {
      const change = method === 'PATCH' ? settingsIn(path, body) : null;
      take(change ?? editIn(method, path, body) ?? tooMuch(text));
      throw new Error('asked');
    },
    raw: async () => tooMuch(text),
  };
}

function settingsIn(path: string, body: unknown): WordedChange | null {
  const [, kind, name] = /^\/(tenants|users)\/([^/]+)\/settings$/.exec(path) ?? [];
  if (kind === undefined || name === undefined) return null;
  const { settings } = body as Pick<WordedChange, 'settings'>;
  return { of: kind === 'tenants' ? 'tenant' : 'user', name: decodeURIComponent(name), settings, edit: null };
}

const lists: Readonly<Record<string, EditedList>> = {
  'conditional-access': 'conditionalAccessPolicies',
  'authentication-policies': 'authenticationPolicies',
  'named-locations': 'namedLocations',
};
const kinds: Readonly<Record<string, ListEdit['kind']>> = { POST: 'add', PATCH: 'change', DELETE: 'remove' };

/** One member of a list that the admin API keeps. */
function editIn(method: string, path: string, body: unknown): WordedChange | null {
  const [, tenant = '', of = '', named] = /^\/tenants\/([^/]+)\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  const [list, kind] = [lists[of], kinds[method]];
  if (list === undefined || kind === undefined) return null;
  const said = (body ?? {}) as Readonly<Record<string, unknown>>;
  const member = named === undefined ? String(said['name']) : decodeURIComponent(named);
  return { of: 'tenant', name: decodeURIComponent(tenant), settings: {}, edit: { list, kind, member, said } };
}

/** Split at blanks, but for what stands in quotes. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}
