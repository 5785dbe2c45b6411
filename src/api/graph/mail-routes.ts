/** The lines of the table of requests that are about mailboxes. */
import type { GraphHandler, GraphMethod, GraphRoute } from './graph-call.ts';
import type { SystemQueryOption } from './odata/query.ts';
import { deleteAttachment, getAttachment, getAttachmentValue } from './users/messages/attachments/attachment.ts';
import { createUploadSession } from './users/messages/attachments/createUploadSession.ts';
import { addAttachment, listAttachments } from './users/messages/attachments.ts';
import { deleteMessage, patchMessage } from './users/messages/message.ts';
import { sendDraft } from './users/messages/send.ts';
import { createDraft } from './users/messages.ts';
import { sendMail } from './users/sendMail.ts';

const messages = '/users/{id}/messages';
const message = `${messages}/{messageId}`;
const attachments = `${message}/attachments`;
const attachment = `${attachments}/{attachmentId}`;

function line(
  method: GraphMethod,
  path: string,
  handler: GraphHandler,
  options?: readonly SystemQueryOption[],
): GraphRoute {
  return { method, path, versions: ['v1.0', 'beta'], handler, ...(options && { options }) };
}

export const mailRoutes: readonly GraphRoute[] = [
  line('POST', '/users/{id}/sendMail', sendMail),
  line('POST', messages, createDraft),
  line('PATCH', message, patchMessage),
  line('DELETE', message, deleteMessage),
  line('POST', `${message}/send`, sendDraft),
  line('GET', attachments, listAttachments),
  line('POST', attachments, addAttachment),
  line('POST', `${attachments}/createUploadSession`, createUploadSession),
  line('GET', attachment, getAttachment),
  line('GET', `${attachment}/$value`, getAttachmentValue, []),
  line('DELETE', attachment, deleteAttachment),
];
