/** `/users/{id}/messages/{messageId}/attachments/createUploadSession`: an address that takes a large attachment in pieces. */
import { created, type GraphHandler } from '../../../graph-call.ts';
import { BadRequest } from '../../../graph-fault.ts';
import { mailboxFull } from '../../../mail/mail-fault.ts';
import { openDraft } from '../../../mail/open-draft.ts';
import { attachmentFactsOf } from '../../../mail/read-attachment.ts';
import { propertiesOf, unreadable, wordOf } from '../../../mail/read-properties.ts';
import { uploadPath } from '../../../upload-path.ts';

/** Graph's own. */
const maximumBytes = 150 * 1024 * 1024;

const known = ['attachmentType', 'name', 'size', 'contentType', 'isInline', 'contentId'];

export const createUploadSession: GraphHandler = async (call, services) => {
  const { draft } = await openDraft(call, services, 'write');
  const { AttachmentItem } = propertiesOf(call.body, 'createUploadSession', ['AttachmentItem']);
  const read = propertiesOf(AttachmentItem, 'microsoft.graph.attachmentItem', known);
  wordOf(read, 'attachmentType', ['file']);
  const { size } = read;
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1)
    throw unreadable("The property 'size' must be the number of octets of the attachment.");
  if (size > maximumBytes)
    throw new BadRequest(`An attachment has at most ${maximumBytes} octets.`, 'ErrorAttachmentSizeLimitExceeded');
  const session = await services.mail.uploads.open(draft, attachmentFactsOf(read), size);
  if (session === 'full') throw mailboxFull();
  return created({
    '@odata.context': `${call.base}/$metadata#microsoft.graph.uploadSession`,
    uploadUrl: `${services.publicUrl()}${uploadPath}/${session.token}`,
    expirationDateTime: new Date(session.expiresAt).toISOString(),
    nextExpectedRanges: ['0-'],
  });
};
