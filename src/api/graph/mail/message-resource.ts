/** Messages as Graph shows them. */
import type { Draft } from '../../../mailbox/draft.ts';
import type { MailAddress } from '../../../mailbox/mail-message.ts';
import { textOfHtml } from '../../../mailbox/text-of-html.ts';
import type { Resource } from '../odata/select.ts';
import { itemId } from './item-id.ts';

export const messageNames = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'categories',
  'receivedDateTime',
  'sentDateTime',
  'hasAttachments',
  'internetMessageId',
  'subject',
  'bodyPreview',
  'importance',
  'parentFolderId',
  'isDeliveryReceiptRequested',
  'isReadReceiptRequested',
  'isRead',
  'isDraft',
  'body',
  'sender',
  'from',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
  'replyTo',
  'internetMessageHeaders',
  'flag',
] as const;

/** The headers are had by asking for them, as in Graph. */
export const shownByDefault: readonly string[] = messageNames.filter((name) => name !== 'internetMessageHeaders');

const previewCharacters = 255;

/** What no message here has, or every one. */
export const common = {
  categories: [],
  isDeliveryReceiptRequested: false,
  isReadReceiptRequested: false,
  flag: { flagStatus: 'notFlagged' },
} as const;

/** `mailbox`: who stands in From where the draft does not say. */
export function draftResource(
  { id, createdAt, modifiedAt, message, attachments }: Draft,
  mailbox: MailAddress,
): Resource {
  const { subject, body, importance, headers, from, sender, to, cc, bcc, replyTo } = message;
  return {
    ...common,
    id: itemId({ folder: 'drafts', id }),
    createdDateTime: timeOf(createdAt),
    lastModifiedDateTime: timeOf(modifiedAt),
    receivedDateTime: timeOf(createdAt),
    sentDateTime: timeOf(createdAt),
    hasAttachments: attachments.some(({ isInline }) => !isInline),
    internetMessageId: null,
    subject,
    bodyPreview: previewOf(body.contentType === 'html' ? textOfHtml(body.content) : body.content),
    importance,
    parentFolderId: 'drafts',
    isRead: true,
    isDraft: true,
    body,
    sender: recipientOf(sender ?? from ?? mailbox),
    from: recipientOf(from ?? mailbox),
    toRecipients: to.map(recipientOf),
    ccRecipients: cc.map(recipientOf),
    bccRecipients: bcc.map(recipientOf),
    replyTo: replyTo.map(recipientOf),
    internetMessageHeaders: headers,
  };
}

export function recipientOf({ name, address }: MailAddress): object {
  return { emailAddress: { name: name || address, address } };
}

/** In seconds, as Outlook's times are. */
export function timeOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

export function previewOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, previewCharacters);
}
