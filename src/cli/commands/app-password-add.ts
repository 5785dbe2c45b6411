/** `postern app-password add` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';

export const appPasswordAdd: CommandDefinition = {
  path: 'app-password add',
  summary: 'Make an app password; it is printed once',
  arguments: [['<upn>', 'user principal name']],
  options: [{ flags: '--name <name>', meaning: 'what it is for', required: true }],
  examples: ['postern app-password add scanner@fabrikam.example --name copier'],
  async run(input) {
    const path = at`/users/${argument(input, 0)}/app-passwords`;
    const data = await input.door.call<{ password: string }>('POST', path, { name: text(input, 'name') });
    return { data, text: `password (shown once): ${data.password}` };
  },
};
