/** `/users/{id}/messages/{messageId}/attachments/{attachmentId}` of a draft: shown, streamed (`/$value`), removed. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Draft, DraftAttachment } from '../../../../../mailbox/draft.ts';
import { type GraphCall, type GraphHandler, noContent, ok } from '../../../graph-call.ts';
import { attachmentResource } from '../../../mail/attachment-resource.ts';
import { itemNotFound } from '../../../mail/mail-fault.ts';
import { openDraft } from '../../../mail/open-draft.ts';
import { contextOf } from '../attachments.ts';

/** An attachment shows its octets in JSON up to this size; larger ones are had from `/$value`. */
const maximumInJson = 4 * 1024 * 1024;

export const getAttachment: GraphHandler = async (call, services) => {
  const { mailbox, draft } = await openDraft(call, services, 'read');
  const attachment = attachmentOf(call, draft);
  const path = services.mail.drafts.pathOf(attachment.file);
  const contentBytes = attachment.sizeBytes <= maximumInJson ? await readFile(path, 'base64') : undefined;
  const context = contextOf(call.base, mailbox.user.id, call.parameters['messageId'] ?? '');
  return ok({ '@odata.context': `${context}/$entity`, ...attachmentResource(attachment, contentBytes) });
};

export const getAttachmentValue: GraphHandler = async (call, services) => {
  const { draft } = await openDraft(call, services, 'read');
  const attachment = attachmentOf(call, draft);
  return {
    status: 200,
    // Never as a page of ours, whatever it says it is.
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
    },
    body: createReadStream(services.mail.drafts.pathOf(attachment.file)),
  };
};

export const deleteAttachment: GraphHandler = async (call, services) => {
  const { draft } = await openDraft(call, services, 'write');
  await services.mail.drafts.detach(draft, attachmentOf(call, draft).id);
  return noContent;
};

function attachmentOf({ parameters: { attachmentId = '' } }: GraphCall, draft: Draft): DraftAttachment {
  const attachment = draft.attachments.find(({ id }) => id === attachmentId.toUpperCase());
  if (attachment === undefined) throw itemNotFound();
  return attachment;
}
