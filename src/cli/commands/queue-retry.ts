/** `postern queue retry` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';

export const queueRetry: CommandDefinition = {
  path: 'queue retry',
  summary: 'Try a waiting message again now',
  arguments: [['<id>', 'message id, as the reply to the message gave it']],
  examples: ['postern queue retry 08DE2B4C5D6E7F80'],
  async run(input) {
    const data = await input.door.call<{ changed: number }>('POST', at`/queue/${argument(input, 0)}/retry`);
    return { data, text: `recipients changed: ${data.changed}` };
  },
};
