/** `postern queue release` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';

export const queueRelease: CommandDefinition = {
  path: 'queue release',
  summary: 'Release a held message',
  arguments: [['<id>', 'message id, as the reply to the message gave it']],
  examples: ['postern queue release 08DE2B4C5D6E7F80'],
  async run(input) {
    const data = await input.door.call<{ changed: number }>('POST', at`/queue/${argument(input, 0)}/release`);
    return { data, text: `recipients changed: ${data.changed}` };
  },
};
