/** The draft that a request is about. */
import type { MailboxAccess } from '../../../directory/mailbox-access.ts';
import type { Draft } from '../../../mailbox/draft.ts';
import type { OpenedMailbox } from '../../../submission/open-mailbox.ts';
import type { Services } from '../../services.ts';
import type { GraphCall } from '../graph-call.ts';
import { parseItemId } from './item-id.ts';
import { itemNotFound, notADraft } from './mail-fault.ts';
import { openMailbox } from './open-mailbox.ts';

/** Throws a `GraphFault`. */
export async function openDraft(
  call: GraphCall,
  services: Pick<Services, 'mail'>,
  access: MailboxAccess,
): Promise<{ readonly mailbox: OpenedMailbox; readonly draft: Draft }> {
  const mailbox = await openMailbox(call, services, access);
  const { folder, id } = parseItemId(call.parameters['messageId'] ?? '');
  if (folder !== 'drafts') throw notADraft();
  const draft = await services.mail.drafts.find(mailbox.user.id, id);
  if (draft === null) throw itemNotFound();
  return { mailbox, draft };
}
