/** The message that a request is about, in whichever folder it lies. */
import type { MailItem } from '../../../mailbox/mail-item.ts';
import type { OpenedMailbox } from '../../../submission/open-mailbox.ts';
import type { Services } from '../../services.ts';
import type { GraphCall } from '../graph-call.ts';
import { parseItemId } from './item-id.ts';
import { itemNotFound } from './mail-fault.ts';
import { openMailbox } from './open-mailbox.ts';

/** Throws a `GraphFault`. */
export async function openItem(
  call: GraphCall,
  services: Pick<Services, 'mail'>,
  access: 'read' | 'read-basic' = 'read',
): Promise<{ readonly mailbox: OpenedMailbox; readonly item: MailItem }> {
  const mailbox = await openMailbox(call, services, access);
  const { folder, id } = parseItemId(call.parameters['messageId'] ?? '');
  const item = await services.mail.items.find(mailbox.user.id, folder, id);
  const { folderId } = call.parameters;
  if (item === null || (folderId !== undefined && folderId.toLowerCase() !== folder)) throw itemNotFound();
  return { mailbox, item };
}
