/** The lines of the table of requests that are about mailboxes. */
import type { GraphHandler, GraphMethod, GraphRoute } from './graph-call.ts';
import { listOptions, type SystemQueryOption } from './odata/query.ts';
import { getMailFolder } from './users/mailFolders/mailFolder.ts';
import { countFolderMessages, listFolderMessages } from './users/mailFolders/messages.ts';
import { listChildFolders, listMailFolders } from './users/mailFolders.ts';
import { deleteAttachment, getAttachment, getAttachmentValue } from './users/messages/attachments/attachment.ts';
import { createUploadSession } from './users/messages/attachments/createUploadSession.ts';
import { addAttachment, listAttachments } from './users/messages/attachments.ts';
import { deleteMessage, getMessage, patchMessage } from './users/messages/message.ts';
import { sendDraft } from './users/messages/send.ts';
import { getMessageValue } from './users/messages/value.ts';
import { countMessages, createDraft, listMessages } from './users/messages.ts';
import { sendMail } from './users/sendMail.ts';

const messages = '/users/{id}/messages';
const message = `${messages}/{messageId}`;
const folder = '/users/{id}/mailFolders/{folderId}';
const inFolder = `${folder}/messages`;
const list: readonly SystemQueryOption[] = [...listOptions, '$skip'];
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
  line('GET', '/users/{id}/mailFolders', listMailFolders, listOptions),
  line('GET', folder, getMailFolder),
  line('GET', `${folder}/childFolders`, listChildFolders, listOptions),
  line('GET', inFolder, listFolderMessages, list),
  line('GET', `${inFolder}/$count`, countFolderMessages, ['$filter']),
  line('GET', `${inFolder}/{messageId}`, getMessage),
  line('GET', `${inFolder}/{messageId}/$value`, getMessageValue, []),
  line('GET', `${inFolder}/{messageId}/attachments`, listAttachments),
  line('GET', `${inFolder}/{messageId}/attachments/{attachmentId}`, getAttachment),
  line('GET', `${inFolder}/{messageId}/attachments/{attachmentId}/$value`, getAttachmentValue, []),
  line('GET', messages, listMessages, list),
  line('GET', `${messages}/$count`, countMessages, ['$filter']),
  line('POST', messages, createDraft),
  line('GET', message, getMessage),
  line('GET', `${message}/$value`, getMessageValue, []),
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
