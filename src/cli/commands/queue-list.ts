/** `postern queue list` */

import type { MessageSummary } from '../../queue/queue-store.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { query } from '../door.ts';
import { formatMessages } from '../format-message.ts';

export const queueList: CommandDefinition = {
  path: 'queue list',
  summary: 'List messages that wait or need an operator',
  options: [{ flags: '--limit <n>', meaning: 'at the most so many (50)' }],
  examples: ['postern queue list'],
  async run(input) {
    const path = `/queue${query({ limit: text(input, 'limit') })}`;
    const data = await input.door.call<{ messages: MessageSummary[] }>('GET', path);
    return { data, text: formatMessages(data.messages) };
  },
};
