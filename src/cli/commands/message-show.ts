/** `postern message show` */
import type { Static, TSchema } from 'typebox';
import type { showContent } from '../../contract/message-content.ts';
import type { MessageSummary } from '../../queue/queue-store.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import { formatOrigin, formatRecipients } from '../format-message.ts';
import { printable } from '../output.ts';

type Content = Static<Extract<(typeof showContent)['answer'], TSchema>>;

export const messageShow: CommandDefinition = {
  path: 'message show',
  summary: 'Show a message: recipients with their states, header, text',
  arguments: [['<id>', 'message id, as the reply to the message gave it']],
  examples: ['postern message show 08DE2B4C5D6E7F80'],
  async run(input) {
    const { door } = input;
    const id = argument(input, 0);
    const { message } = await door.call<{ message: MessageSummary }>('GET', at`/messages/${id}`);
    const content = await door.call<Content>('GET', at`/messages/${id}/content`);
    return { data: { message, ...content }, text: printable(linesOf(message, content).join('\n')) };
  },
};

function linesOf(message: MessageSummary, { headers, text, attachments, isCut }: Content): string[] {
  return [
    `${message.id}  <${message.envelope.reversePath}>`,
    ...[formatOrigin(message)].filter((line) => line !== ''),
    formatRecipients(message),
    '',
    ...headers.map(({ name, value }) => `${name}: ${value}`),
    '',
    text,
    ...attachments.map(({ name, contentType }) => `[${name || 'attachment'}, ${contentType}]`),
    ...(isCut ? ['[there is more of it; "postern message raw" has all of it]'] : []),
  ];
}
