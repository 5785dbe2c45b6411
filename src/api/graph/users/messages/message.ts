/** `/users/{id}/messages/{messageId}`: a message is shown; a draft is changed and removed. */
import type { MailItem } from '../../../../mailbox/mail-item.ts';
import { readMail } from '../../../../mailbox/read-mail.ts';
import type { OpenedMailbox } from '../../../../submission/open-mailbox.ts';
import type { Services } from '../../../services.ts';
import { type GraphCall, type GraphHandler, noContent, ok } from '../../graph-call.ts';
import { BadRequest } from '../../graph-fault.ts';
import { keptResource } from '../../mail/kept-resource.ts';
import { itemNotFound, mailboxFull } from '../../mail/mail-fault.ts';
import { draftResource, shownByDefault } from '../../mail/message-resource.ts';
import { openDraft } from '../../mail/open-draft.ts';
import { openItem } from '../../mail/open-item.ts';
import { preferenceApplied, prefersText } from '../../mail/prefer.ts';
import { readMessage } from '../../mail/read-message.ts';
import { shownNames } from '../../mail/shown-names.ts';
import { picked, type Resource } from '../../odata/select.ts';

/** Of a message that is asked for by itself: all of it is looked at, and so much of its text is shown. */
const limits = { octets: Number.POSITIVE_INFINITY, text: 4 * 1_048_576 };

export const getMessage: GraphHandler = async (call, services) => {
  const { mailbox, item } = await openItem(call, services, 'read-basic');
  const { user } = mailbox;
  const names = shownNames(call);
  const resource = await resourceOf(call, services, mailbox, item);
  const body = {
    '@odata.context': `${call.base}/$metadata#users('${user.id}')/messages/$entity`,
    ...picked(resource, names),
  };
  return { ...ok(body), headers: preferenceApplied(call) };
};

async function resourceOf(
  call: GraphCall,
  { mail, spool }: Services,
  { user }: OpenedMailbox,
  item: MailItem,
): Promise<Resource> {
  if (item.folder !== 'drafts')
    return keptResource(item, await readMail(spool.read(item.id), limits), prefersText(call));
  const draft = await mail.drafts.find(user.id, item.id);
  if (draft === null) throw itemNotFound();
  return draftResource(draft, { name: user.displayName, address: user.userPrincipalName });
}

export const patchMessage: GraphHandler = async (call, services) => {
  const { mailbox, draft } = await openDraft(call, services, 'write');
  const { message, attachments } = readMessage(call.body);
  if (attachments.length > 0)
    throw new BadRequest(
      'Attachments of a draft are added with POST …/attachments, not with PATCH.',
      'ErrorInvalidRequest',
    );
  const changed = await services.mail.drafts.change(draft, { ...draft.message, ...message });
  if (changed === 'full') throw mailboxFull();
  const { user } = mailbox;
  const shown = draftResource(changed, { name: user.displayName, address: user.userPrincipalName });
  return ok({
    '@odata.context': `${call.base}/$metadata#users('${user.id}')/messages/$entity`,
    ...picked(shown, shownByDefault),
  });
};

export const deleteMessage: GraphHandler = async (call, services) => {
  const { draft } = await openDraft(call, services, 'write');
  await services.mail.drafts.remove(draft);
  return noContent;
};
