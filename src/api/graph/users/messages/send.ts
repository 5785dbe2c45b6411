/** `/users/{id}/messages/{messageId}/send`: a draft goes on its way, as sendMail's messages do. */
import { accepted, type GraphHandler } from '../../graph-call.ts';
import { GraphFault } from '../../graph-fault.ts';
import { faultOfSending } from '../../mail/mail-fault.ts';
import { openDraft } from '../../mail/open-draft.ts';
import { mailRequest } from '../../mail/open-mailbox.ts';

export const sendDraft: GraphHandler = async (call, services) => {
  const { mailbox, draft } = await openDraft(call, services, 'send');
  const result = await services.mail.drafts.send(mailRequest(call, mailbox, true), draft);
  if (result.kind === 'busy')
    throw new GraphFault(409, 'ErrorIrresolvableConflict', 'The draft is being sent already.');
  if (result.kind !== 'accepted') throw faultOfSending(result);
  return accepted;
};
