/** `postern app-password remove` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';

export const appPasswordRemove: CommandDefinition = {
  path: 'app-password remove',
  summary: 'Remove an app password',
  arguments: [
    ['<upn>', 'user principal name'],
    ['<name>', 'name or id of the app password'],
  ],
  examples: ['postern app-password remove scanner@fabrikam.example copier'],
  async run(input) {
    const name = argument(input, 1);
    await input.door.call('DELETE', at`/users/${argument(input, 0)}/app-passwords/${name}`);
    return { data: { removed: name }, text: `removed ${name}` };
  },
};
