/** `postern message raw` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';

export const messageRaw: CommandDefinition = {
  path: 'message raw',
  summary: 'Write the stored message to standard output, octet for octet',
  arguments: [['<id>', 'message id, as the reply to the message gave it']],
  options: [{ flags: '--html', meaning: 'its HTML alone, as the admin centre shows it' }],
  isRaw: true,
  examples: ['postern message raw 08DE2B4C5D6E7F80 > message.eml'],
  async run(input) {
    const id = argument(input, 0);
    const path = input.options['html'] === true ? at`/messages/${id}/html` : at`/messages/${id}/raw`;
    return { octets: await input.door.raw(path) };
  },
};
