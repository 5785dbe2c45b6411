/** `postern queue cancel` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';

export const queueCancel: CommandDefinition = {
  path: 'queue cancel',
  summary: 'Cancel delivery of a message',
  arguments: [['<id>', 'message id, as the reply to the message gave it']],
  examples: ['postern queue cancel 08DE2B4C5D6E7F80'],
  async run(input) {
    const data = await input.door.call<{ changed: number }>('POST', at`/queue/${argument(input, 0)}/cancel`);
    return { data, text: `recipients changed: ${data.changed}` };
  },
};
