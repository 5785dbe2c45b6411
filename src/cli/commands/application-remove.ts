/** `postern application remove` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';

export const applicationRemove: CommandDefinition = {
  path: 'application remove',
  summary: 'Remove an application with all its credentials',
  arguments: [['<application>', 'client id or object id']],
  examples: ['postern application remove 5f2d1c3e-8a34-4a57-9c1b-0d6f1b1f7c11'],
  async run(input) {
    const data = await input.door.call('DELETE', at`/applications/${argument(input, 0)}`);
    return { data, text: 'removed' };
  },
};
