/** `postern queue list` */

import { waitingStates } from '../../contract/words.ts';
import type { MessageSummary } from '../../queue/queue-store.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { query } from '../door.ts';
import { formatMessages } from '../format-message.ts';

export const queueList: CommandDefinition = {
  path: 'queue list',
  summary: 'List messages that wait or need an operator',
  options: [
    { flags: '--state <state>', meaning: 'only those in this state; dead: dead letters', choices: waitingStates },
    { flags: '--limit <n>', meaning: 'at the most so many (50; 1000 at most)' },
  ],
  examples: ['postern queue list', 'postern queue list --state dead'],
  async run(input) {
    const path = `/queue${query({ state: text(input, 'state'), limit: text(input, 'limit') })}`;
    const data = await input.door.call<{ messages: MessageSummary[] }>('GET', path);
    return { data, text: formatMessages(data.messages) };
  },
};
