/** `postern message show` */

import type { MessageSummary } from '../../queue/queue-store.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';

export const messageShow: CommandDefinition = {
  path: 'message show',
  summary: 'Show a message: recipients with their states, header, text',
  arguments: [['<id>', 'message id, as the reply to the message gave it']],
  examples: ['postern message show 08DE2B4C5D6E7F80'],
  async run(input) {
    const id = argument(input, 0);
    const { message } = await input.door.call<{ message: MessageSummary }>('GET', at`/messages/${id}`);
    const { showMessage } = await import('../show-message.ts');
    return showMessage(message, await input.door.raw(at`/messages/${id}/raw`));
  },
};
