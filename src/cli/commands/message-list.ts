/** `postern message list` */

import type { MessageSummary } from '../../queue/queue-store.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { query } from '../door.ts';
import { formatMessages } from '../format-message.ts';

export const messageList: CommandDefinition = {
  path: 'message list',
  summary: 'List accepted messages, newest first',
  options: [
    { flags: '--mailbox <address>', meaning: 'only the Sent Items of this mailbox' },
    { flags: '--to <address>', meaning: 'only messages to this address' },
    { flags: '--older-than <id>', meaning: 'the page after the message with this id' },
    { flags: '--limit <n>', meaning: 'at the most so many (50; 1000 at most)' },
  ],
  examples: ['postern message list', 'postern message list --to someone@contoso.example --limit 5'],
  async run(input) {
    const asked = {
      mailbox: text(input, 'mailbox'),
      to: text(input, 'to'),
      olderThan: text(input, 'olderThan'),
      limit: text(input, 'limit'),
    };
    const data = await input.door.call<{ messages: MessageSummary[] }>('GET', `/messages${query(asked)}`);
    return { data, text: formatMessages(data.messages) };
  },
};
