/** `postern method list` */
import type { Answer } from '../../contract/route-contract.ts';
import type { listMethods } from '../../contract/users.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import { printable, table, time } from '../output.ts';

export const methodList: CommandDefinition = {
  path: 'method list',
  summary: 'List the second factors of a user',
  arguments: [['<upn>', 'user principal name']],
  examples: ['postern method list mfa@contoso.example'],
  async run(input) {
    const path = at`/users/${argument(input, 0)}/methods`;
    const data = await input.door.call<Answer<typeof listMethods>>('GET', path);
    const rows = data.methods.map(({ kind, name, createdAt, id }) => [kind, name, time(createdAt), id]);
    return { data, text: printable(table([['METHOD', 'NAME', 'REGISTERED', 'ID'], ...rows])) };
  },
};
