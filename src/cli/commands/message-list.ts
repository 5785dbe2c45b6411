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
    { flags: '--search <text>', meaning: 'only those with this in subject, sender, recipient or Message-ID' },
    { flags: '--sender <text>', meaning: 'only those with this in the envelope sender' },
    { flags: '--since <time>', meaning: 'only those accepted then or later, as in 2026-12-31T18:00:00Z' },
    { flags: '--until <time>', meaning: 'only those accepted then or before' },
    { flags: '--to <address>', meaning: 'only messages to this address' },
    { flags: '--older-than <id>', meaning: 'the page after the message with this id' },
    { flags: '--limit <n>', meaning: 'at the most so many (50; 1000 at most)' },
  ],
  examples: [
    'postern message list',
    'postern message list --to someone@contoso.example --limit 5',
    'postern message list --search invoice --since 2026-12-31T18:00:00Z',
  ],
  async run(input) {
    const asked = {
      mailbox: text(input, 'mailbox'),
      to: text(input, 'to'),
      search: text(input, 'search'),
      sender: text(input, 'sender'),
      since: text(input, 'since'),
      until: text(input, 'until'),
      olderThan: text(input, 'olderThan'),
      limit: text(input, 'limit'),
    };
    const data = await input.door.call<{ messages: MessageSummary[]; next: string | null }>(
      'GET',
      `/messages${query(asked)}`,
    );
    const more = data.next === null ? '' : `\nmore: --older-than ${data.next}`;
    return { data, text: `${formatMessages(data.messages)}${more}` };
  },
};
