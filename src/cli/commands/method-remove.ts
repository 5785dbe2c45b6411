/** `postern method remove` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';

export const methodRemove: CommandDefinition = {
  path: 'method remove',
  summary: 'Remove a second factor that a user has lost; another is registered at the next sign-in that needs one',
  arguments: [
    ['<upn>', 'user principal name'],
    ['<id>', 'its id, as the list shows it'],
  ],
  examples: ['postern method remove mfa@contoso.example 0d6f1b1f-7c11-4a57-9c1b-5f2d1c3e8a34'],
  async run(input) {
    const data = await input.door.call('DELETE', at`/users/${argument(input, 0)}/methods/${argument(input, 1)}`);
    return { data, text: 'removed' };
  },
};
