/** A stored message as a person reads it. */
import PostalMime from 'postal-mime';
import type { MessageSummary } from '../queue/queue-store.ts';
import { formatRecipients } from './format-message.ts';
import type { Outcome } from './output.ts';
import { printable } from './output.ts';

export async function showMessage(message: MessageSummary, octets: AsyncIterable<Uint8Array>): Promise<Outcome> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of octets) chunks.push(chunk);
  const { headers, text, html, attachments } = await PostalMime.parse(Buffer.concat(chunks));
  const fields = headers.map(({ originalKey, value }) => `${originalKey}: ${value}`);
  const files = attachments.map(({ filename, mimeType }) => ({ filename, mimeType }));
  const parts = [
    `${message.id}  <${message.envelope.reversePath}>`,
    formatRecipients(message),
    '',
    ...fields,
    '',
    text ?? html ?? '',
    ...files.map(({ filename, mimeType }) => `[${filename ?? 'attachment'}, ${mimeType}]`),
  ];
  return { data: { message, headers, text, html, attachments: files }, text: printable(parts.join('\n')) };
}
