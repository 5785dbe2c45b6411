/** `/users/{id}/messages/{messageId}/attachments/createUploadSession`: an address that takes a large attachment in pieces. */
import { created, type GraphHandler } from '../../../graph-call.ts';
import { BadRequest } from '../../../graph-fault.ts';
import { mailboxFull } from '../../../mail/mail-fault.ts';
import { mailFields, unreadable } from '../../../mail/mail-fields.ts';
import { openDraft } from '../../../mail/open-draft.ts';
import { attachmentFactsOf } from '../../../mail/read-attachment.ts';
import { uploadPath } from '../../../upload-path.ts';

/** Graph's own. */
const maximumBytes = 150 * 1024 * 1024;

export const createUploadSession: GraphHandler = async (call, services) => {
  const { draft } = await openDraft(call, services, 'write');
  const fields = mailFields(call.body);
  const item = fields.object('AttachmentItem');
  fields.refuseUnknown();
  if (!item) throw fields.bad('AttachmentItem', 'must be an object with name and size');
  item.oneOf('attachmentType', ['file']);
  const size = item.take('size');
  const facts = attachmentFactsOf(item);
  item.refuseUnknown();
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1)
    throw unreadable("The property 'size' must be the number of octets of the attachment.");
  if (size > maximumBytes)
    throw new BadRequest(`An attachment has at most ${maximumBytes} octets.`, 'ErrorAttachmentSizeLimitExceeded');
  const session = await services.mail.uploads.open(draft, facts, size);
  if (session === 'full') throw mailboxFull();
  return created({
    '@odata.context': `${call.base}/$metadata#microsoft.graph.uploadSession`,
    uploadUrl: `${services.publicUrl()}${uploadPath}/${session.token}`,
    expirationDateTime: new Date(session.expiresAt).toISOString(),
    nextExpectedRanges: ['0-'],
  });
};
