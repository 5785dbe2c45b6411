/** `/users/{id}/messages/{messageId}`: a draft is changed and removed. */
import { type GraphHandler, noContent, ok } from '../../graph-call.ts';
import { BadRequest } from '../../graph-fault.ts';
import { draftResource, shownByDefault } from '../../mail/message-resource.ts';
import { openDraft } from '../../mail/open-draft.ts';
import { readMessage } from '../../mail/read-message.ts';
import { picked } from '../../odata/select.ts';

export const patchMessage: GraphHandler = async (call, services) => {
  const { mailbox, draft } = await openDraft(call, services, 'write');
  const { message, attachments } = readMessage(call.body);
  if (attachments.length > 0)
    throw new BadRequest(
      'Attachments of a draft are added with POST …/attachments, not with PATCH.',
      'ErrorInvalidRequest',
    );
  const changed = await services.mail.drafts.change(draft, { ...draft.message, ...message });
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
