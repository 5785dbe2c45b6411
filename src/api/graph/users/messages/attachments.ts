/** `/users/{id}/messages/{messageId}/attachments` listed without their octets, and to a draft, added. */
import type { DraftAttachment } from '../../../../mailbox/draft.ts';
import type { MailItem } from '../../../../mailbox/mail-item.ts';
import type { OpenedMailbox } from '../../../../submission/open-mailbox.ts';
import type { Services } from '../../../services.ts';
import { created, type GraphHandler, ok } from '../../graph-call.ts';
import { attachmentResource } from '../../mail/attachment-resource.ts';
import { keptAttachments } from '../../mail/kept-attachments.ts';
import { itemNotFound, mailboxFull } from '../../mail/mail-fault.ts';
import { openDraft } from '../../mail/open-draft.ts';
import { openItem } from '../../mail/open-item.ts';
import { readAttachment } from '../../mail/read-attachment.ts';

export const listAttachments: GraphHandler = async (call, services) => {
  const { mailbox, item } = await openItem(call, services);
  const attachments =
    item.folder === 'drafts' ? await ofDraft(item, mailbox, services) : await keptAttachments(item, services);
  return ok({
    '@odata.context': contextOf(call.base, mailbox.user.id, call.parameters['messageId'] ?? ''),
    value: attachments.map((attachment) => attachmentResource(attachment)),
  });
};

async function ofDraft(
  { id }: MailItem,
  { user }: OpenedMailbox,
  { mail }: Services,
): Promise<readonly DraftAttachment[]> {
  const draft = await mail.drafts.find(user.id, id);
  if (draft === null) throw itemNotFound();
  return draft.attachments;
}

export const addAttachment: GraphHandler = async (call, services) => {
  const { mailbox, draft } = await openDraft(call, services, 'write');
  const read = readAttachment(call.body);
  const attachment = await services.mail.drafts.attach(draft, read);
  if (attachment === 'full') throw mailboxFull();
  const context = contextOf(call.base, mailbox.user.id, call.parameters['messageId'] ?? '');
  return created({
    '@odata.context': `${context}/$entity`,
    ...attachmentResource(attachment, read.octets.toString('base64')),
  });
};

export function contextOf(base: string, userId: string, messageId: string): string {
  return `${base}/$metadata#users('${userId}')/messages('${messageId}')/attachments`;
}
