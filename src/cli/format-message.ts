/** Messages as lines. */
import type { MessageSummary } from '../queue/queue-store.ts';
import { printable, table, time } from './output.ts';

/** One line a message, newest first. */
export function formatMessages(messages: readonly MessageSummary[]): string {
  if (messages.length === 0) return 'no messages';
  const rows = messages.map((message) => [
    message.id,
    time(message.acceptedAt),
    `<${message.envelope.reversePath}>`,
    message.recipients
      .map(({ address, state }) => `${address} ${state.name}`)
      .slice(0, 5)
      .join(', '),
    message.subject,
  ]);
  return printable(table([['ID', 'ACCEPTED', 'FROM', 'TO', 'SUBJECT'], ...rows]));
}

/** Each recipient with its state and the last answer. */
export function formatRecipients({ recipients }: MessageSummary): string {
  const rows = recipients.map(({ address, attempts, state }) => [
    `  ${address}`,
    state.name,
    `${attempts} attempts`,
    'answer' in state ? state.answer.text : '',
  ]);
  return printable(table(rows));
}
