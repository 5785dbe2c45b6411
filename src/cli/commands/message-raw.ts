/** `postern message raw` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';

export const messageRaw: CommandDefinition = {
  path: 'message raw',
  summary: 'Write the stored message to standard output, octet for octet',
  arguments: [['<id>', 'message id, as the reply to the message gave it']],
  isRaw: true,
  examples: ['postern message raw 08DE2B4C5D6E7F80 > message.eml'],
  async run(input) {
    return { octets: await input.door.raw(at`/messages/${argument(input, 0)}/raw`) };
  },
};
