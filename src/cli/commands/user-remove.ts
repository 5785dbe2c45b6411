/** `postern user remove` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';

export const userRemove: CommandDefinition = {
  path: 'user remove',
  summary: 'Remove a user and the mailbox',
  arguments: [['<upn>', 'user principal name']],
  examples: ['postern user remove scanner@fabrikam.example'],
  async run(input) {
    const upn = argument(input, 0);
    await input.door.call('DELETE', at`/users/${upn}`);
    return { data: { removed: upn }, text: `removed ${upn}` };
  },
};
