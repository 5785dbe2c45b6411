/** `/users/{id}/messages/{messageId}/attachments` of a draft: listed without their octets, and added. */
import { created, type GraphHandler, ok } from '../../graph-call.ts';
import { attachmentResource } from '../../mail/attachment-resource.ts';
import { mailboxFull } from '../../mail/mail-fault.ts';
import { openDraft } from '../../mail/open-draft.ts';
import { readAttachment } from '../../mail/read-attachment.ts';

export const listAttachments: GraphHandler = async (call, services) => {
  const { mailbox, draft } = await openDraft(call, services, 'read');
  return ok({
    '@odata.context': contextOf(call.base, mailbox.user.id, call.parameters['messageId'] ?? ''),
    value: draft.attachments.map((attachment) => attachmentResource(attachment)),
  });
};

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
