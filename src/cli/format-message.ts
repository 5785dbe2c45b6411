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
    message.origin?.door ?? (message.bounceOf === null ? 'smtp' : 'report'),
    message.recipients
      .map(({ address, state }) => `${address} ${state.name}`)
      .slice(0, 5)
      .join(', '),
    message.subject,
  ]);
  return printable(table([['ID', 'ACCEPTED', 'FROM', 'THROUGH', 'TO', 'SUBJECT'], ...rows]));
}

/** The door that the message came through, who asked there, and from where; empty: an SMTP session. */
export function formatOrigin({ origin }: MessageSummary): string {
  if (origin === null) return '';
  const { appId, caller, address, correlationId } = origin;
  const who = caller.kind === 'application' ? `application ${caller.name} (${appId})` : `${caller.name} in ${appId}`;
  return printable(`  through Microsoft Graph: ${who}, from ${address}, request ${correlationId}`);
}

/** Each recipient with its state and the last answer. */
export function formatRecipients({ recipients }: MessageSummary): string {
  const rows = recipients.map(({ address, attempts, state }) => [
    `  ${address}`,
    state.name,
    `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
    'answer' in state ? state.answer.text : '',
  ]);
  return printable(table(rows));
}
