/** Options of the commands that search a log. */
import { type CommandInput, type CommandOption, text } from './command-definition.ts';
import { query } from './door.ts';

const times: readonly CommandOption[] = [
  { flags: '--from <time>', meaning: 'not before this time, as in 2026-11-24T10:00:00Z' },
  { flags: '--to <time>', meaning: 'not after this time' },
];

export const paging: readonly CommandOption[] = [
  { flags: '--older-than <id>', meaning: 'the next page: only what is older than this id' },
  { flags: '--limit <n>', meaning: 'at the most so many (50)' },
];

export const signInSearchOptions: readonly CommandOption[] = [
  { flags: '--tenant <domain>', meaning: 'only this tenant' },
  { flags: '--user <login>', meaning: 'only this user, under any of their addresses, or this unknown login' },
  { flags: '--application <app-id>', meaning: 'only this application' },
  { flags: '--address <ip>', meaning: 'only from this address' },
  {
    flags: '--reply <name>',
    meaning: 'only those that got this reply: 535, 5.7.139, or its name in docs/generated/replies.md',
  },
  { flags: '--gate <name>', meaning: 'only those that this gate refused' },
  { flags: '--error-code <n>', meaning: 'only those with this AADSTS number' },
  { flags: '--outcome <value>', meaning: 'only these', choices: ['allowed', 'refused', 'error'] },
  {
    flags: '--kind <value>',
    meaning: 'only these',
    choices: ['smtp', 'interactive', 'non-interactive', 'service-principal'],
  },
  ...times,
];

export const auditSearchOptions: readonly CommandOption[] = [
  { flags: '--tenant <domain>', meaning: 'only of this tenant' },
  { flags: '--by <name>', meaning: 'only by this administrator' },
  { flags: '--on <name>', meaning: 'only on this user, tenant or application' },
  { flags: '--action <name>', meaning: 'only this kind of change, as in settings.change' },
  { flags: '--address <ip>', meaning: 'only from this address' },
  { flags: '--correlation-id <guid>', meaning: 'only what this request changed' },
  ...times,
];

/** What the admin API calls an option otherwise. */
const otherNames: Readonly<Record<string, string>> = { by: 'actor', on: 'target' };

/** Options of a search alone: others say which service is asked, and how it is shown. */
const searching = [...signInSearchOptions, ...auditSearchOptions, ...paging].map(({ flags }) => camelCase(flags));

/** `?…` of the options that were given. */
export function searchOf(input: CommandInput): string {
  const names = [...new Set(searching)];
  return query(Object.fromEntries(names.map((name) => [otherNames[name] ?? name, text(input, name)])));
}

function camelCase(flags: string): string {
  const [flag = ''] = flags.slice(2).split(' ');
  return flag.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
