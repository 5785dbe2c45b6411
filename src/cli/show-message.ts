/** A stored message as a person reads it. */
import PostalMime from 'postal-mime';
import type { MessageSummary } from '../queue/queue-store.ts';
import { formatOrigin, formatRecipients } from './format-message.ts';
import type { Outcome } from './output.ts';
import { printable } from './output.ts';

/** What is looked at of a message: enough for a person, however large it is. */
const shownBytes = 8 * 1024 * 1024;

export async function showMessage(message: MessageSummary, octets: AsyncIterable<Uint8Array>): Promise<Outcome> {
  const { start, isWhole } = await beginningOf(octets);
  const { headers, text, html, attachments } = await PostalMime.parse(start);
  const fields = headers.map(({ originalKey, value }) => `${originalKey}: ${value}`);
  const files = attachments.map(({ filename, mimeType }) => ({ filename, mimeType }));
  const parts = [
    `${message.id}  <${message.envelope.reversePath}>`,
    ...[formatOrigin(message)].filter((line) => line !== ''),
    formatRecipients(message),
    '',
    ...fields,
    '',
    text ?? html ?? '',
    ...files.map(({ filename, mimeType }) => `[${filename ?? 'attachment'}, ${mimeType}]`),
    ...(isWhole ? [] : [`[only the first ${shownBytes} octets are looked at; "postern message raw" has them all]`]),
  ];
  return { data: { message, headers, text, html, attachments: files }, text: printable(parts.join('\n')) };
}

async function beginningOf(octets: AsyncIterable<Uint8Array>): Promise<{ start: Buffer; isWhole: boolean }> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of octets) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > shownBytes) return { start: Buffer.concat(chunks).subarray(0, shownBytes), isWhole: false };
  }
  return { start: Buffer.concat(chunks), isWhole: true };
}
