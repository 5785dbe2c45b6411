/** `postern user list` */
import type { User } from '../../directory/nouns.ts';
import type { ListedSettings } from '../../directory/user-list.ts';
import { type CommandDefinition, text } from '../command-definition.ts';
import { query } from '../door.ts';
import { printable, table } from '../output.ts';

interface Page {
  readonly users: readonly (User & { readonly settings: Partial<ListedSettings> })[];
  readonly next: string | null;
}

export const userList: CommandDefinition = {
  path: 'user list',
  summary: 'List users, or those among them that are looked for',
  options: [
    { flags: '--tenant <domain>', meaning: 'only this tenant' },
    { flags: '--search <text>', meaning: 'only those with this in a name or alias' },
    {
      flags: '--enabled <yes|no>',
      meaning: 'only those whose account may sign in, or may not',
      choices: ['yes', 'no'],
    },
    { flags: '--licensed <yes|no>', meaning: 'only those with a licensed mailbox, or without', choices: ['yes', 'no'] },
    {
      flags: '--smtp-auth <state>',
      meaning: 'only mailboxes with Authenticated SMTP so',
      choices: ['on', 'off', 'inherit'],
    },
    {
      flags: '--mfa <state>',
      meaning: 'only those with per-user MFA so',
      choices: ['disabled', 'enabled', 'enforced'],
    },
    { flags: '--after <user>', meaning: 'the page after this principal name' },
    { flags: '--limit <n>', meaning: 'at the most so many (1000; 1000 at most)' },
    { flags: '--count', meaning: 'say how many there are, instead' },
  ],
  examples: [
    'postern user list',
    'postern user list --tenant fabrikam.example --json',
    'postern user list --search scan --smtp-auth on',
  ],
  async run(input) {
    const flag = (name: string) => ({ yes: 'true', no: 'false' })[text(input, name) ?? ''];
    const filter = {
      tenant: text(input, 'tenant'),
      search: text(input, 'search'),
      enabled: flag('enabled'),
      licensed: flag('licensed'),
      smtpAuth: text(input, 'smtpAuth'),
      perUserMfa: text(input, 'mfa'),
    };
    if (input.options['count'] === true) {
      const data = await input.door.call<{ users: number; isWhole: boolean }>('GET', `/users/count${query(filter)}`);
      return { data, text: data.isWhole ? String(data.users) : `at least ${data.users}` };
    }
    const page = { after: text(input, 'after'), limit: text(input, 'limit') };
    const data = await input.door.call<Page>('GET', `/users${query({ ...filter, ...page })}`);
    const rows = data.users.map((user) => [user.userPrincipalName, user.displayName, user.aliases.join(', ')]);
    const more = data.next === null ? [] : [`more: --after ${data.next}`];
    return { data, text: printable([table([['USER', 'NAME', 'ALIASES'], ...rows]), ...more].join('\n')) };
  },
};
