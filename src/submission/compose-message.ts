/** Makes MIME of a message: nodemailer composes it, as a stream (docs/decisions/0016-mime-by-a-library.md). */
import type { Readable } from 'node:stream';
import MailComposer, { type MailComposerAttachment } from 'nodemailer/lib/mail-composer';
import type { AttachmentFacts, MailAddress, MailMessage } from '../mailbox/mail-message.ts';
import { textOfHtml } from '../mailbox/text-of-html.ts';

export interface AttachmentSource extends AttachmentFacts {
  /** Octets in memory, or the path of a file, which is opened when its turn comes. */
  readonly content: Buffer | { readonly file: string };
}

export interface ComposedAs {
  /** Who stands in From where the message does not say. */
  readonly from: MailAddress;
  /** Without brackets. */
  readonly messageId: string;
  readonly at: number;
}

export function composeMessage(
  message: MailMessage,
  attachments: readonly AttachmentSource[],
  { from, messageId, at }: ComposedAs,
): Readable {
  const { subject, body, sender, to, cc, replyTo, importance, headers } = message;
  const author = message.from ?? from;
  const composer = new MailComposer({
    subject,
    from: author,
    ...(sender !== null && !sameAddress(sender, author) && { sender }),
    to: [...to],
    cc: [...cc],
    replyTo: [...replyTo],
    ...(body.contentType === 'html' ? alternatives(body.content) : { text: body.content }),
    headers: [...headersOf(importance), ...headers.map(({ name, value }) => ({ key: name, value }))],
    attachments: attachments.map(partOf),
    messageId: `<${messageId}>`,
    date: new Date(at),
    newline: '\r\n',
    xMailer: false,
    // What a message names is never fetched: attachments come as octets, or as files that are ours.
    disableUrlAccess: true,
  });
  return composer.compile().createReadStream();
}

/** Who reads mail as text is not left with tags (RFC 2046 §5.1.4). */
function alternatives(html: string): { html: string; text?: string } {
  const text = textOfHtml(html);
  return text === '' ? { html } : { html, text };
}

// RFC 2156 §5.3.6, and what clients look at beside it.
function headersOf(importance: MailMessage['importance']): { key: string; value: string }[] {
  if (importance === 'normal') return [];
  return [
    { key: 'Importance', value: importance },
    { key: 'X-Priority', value: importance === 'high' ? '1' : '5' },
  ];
}

export function sameAddress(one: MailAddress, other: MailAddress): boolean {
  return one.address.toLowerCase() === other.address.toLowerCase();
}

function partOf({ name, contentType, isInline, contentId, content }: AttachmentSource): MailComposerAttachment {
  return {
    filename: name,
    contentType,
    // Text and messages as attachments go octet for octet too.
    contentTransferEncoding: 'base64',
    contentDisposition: isInline ? 'inline' : 'attachment',
    ...(contentId !== null && { cid: contentId }),
    ...(Buffer.isBuffer(content) ? { content } : { path: content.file }),
  };
}
