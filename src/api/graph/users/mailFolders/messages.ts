/** `/users/{id}/mailFolders/{folderId}/messages`. */
import { type GraphHandler, ok } from '../../graph-call.ts';
import { parseFolder } from '../../mail/folder-resource.ts';
import { countOf, listOf } from '../../mail/list-messages.ts';
import { openMailbox } from '../../mail/open-mailbox.ts';
import { preferenceApplied } from '../../mail/prefer.ts';
import { plainCount } from '../messages.ts';

export const listFolderMessages: GraphHandler = async (call, services) => {
  const mailbox = await openMailbox(call, services, 'read-basic');
  const folder = parseFolder(call.parameters['folderId'] ?? '');
  const place = { folders: [folder], path: `/mailFolders('${folder}')/messages` };
  return { ...ok(await listOf(call, services, mailbox, place)), headers: preferenceApplied(call) };
};

export const countFolderMessages: GraphHandler = async (call, services) => {
  const mailbox = await openMailbox(call, services, 'read-basic');
  return plainCount(await countOf(call, services, mailbox, [parseFolder(call.parameters['folderId'] ?? '')]));
};
