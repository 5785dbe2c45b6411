/** `/users/{id}/messages`: drafts are made here, and everything in the mailbox is listed. */
import { mailFolders } from '../../../mailbox/mail-item.ts';
import { emptyMessage } from '../../../mailbox/mail-message.ts';
import { created, type GraphAnswer, type GraphHandler, ok } from '../graph-call.ts';
import { GraphFault } from '../graph-fault.ts';
import { countOf, listOf } from '../mail/list-messages.ts';
import { mailboxFull } from '../mail/mail-fault.ts';
import { draftResource, shownByDefault } from '../mail/message-resource.ts';
import { openMailbox } from '../mail/open-mailbox.ts';
import { preferenceApplied } from '../mail/prefer.ts';
import { readAttachment } from '../mail/read-attachment.ts';
import { readMessage } from '../mail/read-message.ts';
import { picked } from '../odata/select.ts';

export const createDraft: GraphHandler = async (call, services) => {
  const { user } = await openMailbox(call, services, 'write');
  if (Buffer.isBuffer(call.body))
    throw new GraphFault(
      415,
      'UnsupportedMediaType',
      "A draft is made of 'application/json'; MIME can be sent with sendMail.",
    );
  const { message, attachments } = readMessage(call.body);
  const draft = await services.mail.drafts.create(
    user.id,
    { ...emptyMessage, ...message },
    attachments.map(readAttachment),
  );
  if (draft === 'full') throw mailboxFull();
  const shown = draftResource(draft, { name: user.displayName, address: user.userPrincipalName });
  return created({
    '@odata.context': `${call.base}/$metadata#users('${user.id}')/messages/$entity`,
    ...picked(shown, shownByDefault),
  });
};

export const listMessages: GraphHandler = async (call, services) => {
  const mailbox = await openMailbox(call, services, 'read-basic');
  const place = { folders: mailFolders, path: '/messages' };
  return { ...ok(await listOf(call, services, mailbox, place)), headers: preferenceApplied(call) };
};

export const countMessages: GraphHandler = async (call, services) => {
  const mailbox = await openMailbox(call, services, 'read-basic');
  return plainCount(await countOf(call, services, mailbox, mailFolders));
};

export function plainCount(count: number): GraphAnswer {
  return { status: 200, body: Buffer.from(String(count)), headers: { 'content-type': 'text/plain' } };
}
