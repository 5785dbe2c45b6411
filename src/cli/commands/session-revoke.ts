/** `postern session revoke` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';

export const sessionRevoke: CommandDefinition = {
  path: 'session revoke',
  summary: 'Refuse every session and token of a user from before this moment',
  arguments: [['<upn>', 'user principal name']],
  examples: ['postern session revoke ann@fabrikam.example'],
  async run(input) {
    const data = await input.door.call('POST', at`/users/${argument(input, 0)}/revoke-sessions`);
    return { data, text: 'every session and token from before is refused' };
  },
};
