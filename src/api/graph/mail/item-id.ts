/** Ids of the things in a mailbox: a letter for the folder, and sixteen hex digits. Clients take them as they are. Pure. */
import { type MailFolder, mailFolders } from '../../../mailbox/mail-item.ts';
import { itemNotFound } from './mail-fault.ts';

const letters: Readonly<Record<MailFolder, string>> = { drafts: 'D', inbox: 'I', sentitems: 'S' };

export interface ItemId {
  readonly folder: MailFolder;
  readonly id: string;
}

export function itemId({ folder, id }: ItemId): string {
  return `${letters[folder]}${id}`;
}

/** Throws a `GraphFault` where it is the id of nothing. */
export function parseItemId(text: string): ItemId {
  const folder = mailFolders.find((each) => letters[each] === text[0]?.toUpperCase());
  const id = text.slice(1).toUpperCase();
  if (folder === undefined || !/^[\dA-F]{16}$/.test(id)) throw itemNotFound();
  return { folder, id };
}
