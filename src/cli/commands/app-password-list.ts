/** `postern app-password list` */

import type { AppPassword } from '../../directory/nouns.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import { printable, table, time } from '../output.ts';

export const appPasswordList: CommandDefinition = {
  path: 'app-password list',
  summary: 'List the app passwords of a user',
  arguments: [['<upn>', 'user principal name']],
  examples: ['postern app-password list scanner@fabrikam.example'],
  async run(input) {
    const path = at`/users/${argument(input, 0)}/app-passwords`;
    const data = await input.door.call<{ appPasswords: AppPassword[] }>('GET', path);
    const rows = data.appPasswords.map((each) => [
      each.name,
      time(each.createdAt),
      each.lastUsedAt === null ? 'never' : time(each.lastUsedAt),
    ]);
    return { data, text: printable(table([['NAME', 'CREATED', 'LAST USED'], ...rows])) };
  },
};
