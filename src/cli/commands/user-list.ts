/** `postern user list` */

import type { User } from '../../directory/nouns.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { query } from '../door.ts';
import { printable, table } from '../output.ts';

export const userList: CommandDefinition = {
  path: 'user list',
  summary: 'List users',
  options: [{ flags: '--tenant <domain>', meaning: 'only this tenant' }],
  examples: ['postern user list', 'postern user list --tenant fabrikam.example --json'],
  async run(input) {
    const data = await input.door.call<{ users: User[] }>('GET', `/users${query({ tenant: text(input, 'tenant') })}`);
    const rows = data.users.map((user) => [user.userPrincipalName, user.displayName, user.aliases.join(', ')]);
    return { data, text: printable(table([['USER', 'NAME', 'ALIASES'], ...rows])) };
  },
};
