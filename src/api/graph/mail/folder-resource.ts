/** The folders of a mailbox as Graph shows them. */
import { everything } from '../../../lib/condition.ts';
import type { MailFolder } from '../../../mailbox/mail-item.ts';
import { mailFolders } from '../../../mailbox/mail-item.ts';
import type { OpenedMailbox } from '../../../submission/open-mailbox.ts';
import type { Services } from '../../services.ts';
import type { Resource } from '../odata/select.ts';
import { itemNotFound } from './mail-fault.ts';

/** What all folders lie in; Graph lists what is in it, and not itself. */
export const root = 'msgfolderroot';

const names: Readonly<Record<MailFolder, string>> = { drafts: 'Drafts', inbox: 'Inbox', sentitems: 'Sent Items' };

export function rootResource(): Resource {
  return {
    id: root,
    displayName: 'Top of Information Store',
    parentFolderId: null,
    childFolderCount: mailFolders.length,
    unreadItemCount: 0,
    totalItemCount: 0,
    isHidden: false,
  };
}

export async function folderResource(
  folder: MailFolder,
  { user }: OpenedMailbox,
  { mail }: Pick<Services, 'mail'>,
): Promise<Resource> {
  const items = await mail.items.count({ userId: user.id, folders: [folder], condition: everything });
  return {
    id: folder,
    displayName: names[folder],
    parentFolderId: root,
    childFolderCount: 0,
    unreadItemCount: folder === 'inbox' ? items : 0,
    totalItemCount: items,
    isHidden: false,
  };
}

/** By its well-known name, which is its id here. Throws a `GraphFault`. */
export function parseFolder(text: string): MailFolder {
  const folder = mailFolders.find((each) => each === text.toLowerCase());
  if (folder === undefined) throw itemNotFound();
  return folder;
}
