/** A message that is kept, as Graph shows it. Pure. */
import type { Address, Email } from 'postal-mime';
import type { MailItem } from '../../../mailbox/mail-item.ts';
import type { MailAddress } from '../../../mailbox/mail-message.ts';
import type { ReadMail } from '../../../mailbox/read-mail.ts';
import { textOfHtml } from '../../../mailbox/text-of-html.ts';
import type { Resource } from '../odata/select.ts';
import { itemId } from './item-id.ts';
import { common, previewOf, recipientOf, timeOf } from './message-resource.ts';

/** What the tables tell by themselves: nothing is read for these. */
export function itemResource(item: MailItem): Resource {
  const at = timeOf(item.at);
  return {
    ...common,
    id: itemId(item),
    createdDateTime: at,
    lastModifiedDateTime: at,
    receivedDateTime: at,
    sentDateTime: at,
    internetMessageId: item.internetMessageId === '' ? null : `<${item.internetMessageId}>`,
    parentFolderId: item.folder,
    // Nobody marks it: what has come is new until it goes.
    isRead: item.folder !== 'inbox',
    isDraft: item.folder === 'drafts',
  };
}

/** `asText`: somebody prefers the body without its tags. */
export function keptResource(item: MailItem, { email, attachments }: ReadMail, asText: boolean): Resource {
  const facts = itemResource(item);
  const from = addressesOf(email.from === undefined ? [] : [email.from]).at(0) ?? { name: '', address: '' };
  return {
    ...facts,
    hasAttachments: attachments.some(({ isInline }) => !isInline),
    internetMessageId: email.messageId ?? facts['internetMessageId'],
    subject: email.subject ?? '',
    bodyPreview: previewOf(email.text ?? textOfHtml(email.html ?? '')),
    importance: importanceOf(email),
    body: bodyOf(email, asText),
    sender: recipientOf(addressesOf(email.sender === undefined ? [] : [email.sender]).at(0) ?? from),
    from: recipientOf(from),
    toRecipients: recipientsOf(email.to),
    ccRecipients: recipientsOf(email.cc),
    bccRecipients: recipientsOf(email.bcc),
    replyTo: recipientsOf(email.replyTo),
    internetMessageHeaders: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  };
}

function bodyOf({ html, text }: Email, asText: boolean): object {
  if (html !== undefined && !asText) return { contentType: 'html', content: html };
  return { contentType: 'text', content: text ?? textOfHtml(html ?? '') };
}

function recipientsOf(addresses: readonly Address[] = []): object[] {
  return addressesOf(addresses).map(recipientOf);
}

/** The members of a group stand for it. */
function addressesOf(addresses: readonly Address[]): MailAddress[] {
  return addresses.flatMap((each) => each.group ?? [{ name: each.name, address: each.address ?? '' }]);
}

function importanceOf({ headers }: Email): 'low' | 'normal' | 'high' {
  const value = headers.find(({ key }) => key === 'importance')?.value.toLowerCase();
  return value === 'low' || value === 'high' ? value : 'normal';
}
