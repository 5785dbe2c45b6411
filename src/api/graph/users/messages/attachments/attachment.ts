/** `/users/{id}/messages/{messageId}/attachments/{attachmentId}` shown, streamed (`/$value`), and of a draft, removed. */
import { createReadStream } from 'node:fs';
import type { Draft, DraftAttachment } from '../../../../../mailbox/draft.ts';
import type { MailItem } from '../../../../../mailbox/mail-item.ts';
import type { OpenedMailbox } from '../../../../../submission/open-mailbox.ts';
import type { Services } from '../../../../services.ts';
import { type GraphCall, type GraphHandler, noContent, ok } from '../../../graph-call.ts';
import { attachmentResource, type ShownAttachment } from '../../../mail/attachment-resource.ts';
import { keptAttachment } from '../../../mail/kept-attachments.ts';
import { itemNotFound } from '../../../mail/mail-fault.ts';
import { openDraft } from '../../../mail/open-draft.ts';
import { openItem } from '../../../mail/open-item.ts';
import { streamOf } from '../../../mail/stream-of.ts';
import { contextOf } from '../attachments.ts';

/** An attachment shows its octets in JSON up to this size; larger ones are had from `/$value`. */
const maximumInJson = 4 * 1024 * 1024;

export const getAttachment: GraphHandler = async (call, services) => {
  const { mailbox, item } = await openItem(call, services);
  const { shown, octets } = await found(call, services, mailbox, item);
  const contentBytes = shown.sizeBytes <= maximumInJson ? (await wholeOf(octets())).toString('base64') : undefined;
  const context = contextOf(call.base, mailbox.user.id, call.parameters['messageId'] ?? '');
  return ok({ '@odata.context': `${context}/$entity`, ...attachmentResource(shown, contentBytes) });
};

export const getAttachmentValue: GraphHandler = async (call, services) => {
  const { mailbox, item } = await openItem(call, services);
  const { octets } = await found(call, services, mailbox, item);
  return {
    status: 200,
    // Never as a page of ours, whatever it says it is.
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
    },
    body: await streamOf(octets()),
  };
};

interface FoundAttachment {
  readonly shown: ShownAttachment;
  readonly octets: () => AsyncIterable<Buffer>;
}

async function found(
  call: GraphCall,
  services: Services,
  { user }: OpenedMailbox,
  item: MailItem,
): Promise<FoundAttachment> {
  if (item.folder !== 'drafts') return keptAttachment(item, call.parameters['attachmentId'] ?? '', services);
  const { drafts } = services.mail;
  const draft = await drafts.find(user.id, item.id);
  if (draft === null) throw itemNotFound();
  const shown = attachmentOf(call, draft);
  return { shown, octets: () => createReadStream(drafts.pathOf(shown.file)) };
}

async function wholeOf(octets: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of octets) chunks.push(chunk);
  return Buffer.concat(chunks);
}

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
