/** `/users/{id}/mailFolders`, and `childFolders` of one: three folders, with nothing below. */
import { mailFolders } from '../../../mailbox/mail-item.ts';
import type { Services } from '../../services.ts';
import { type GraphCall, type GraphHandler, ok } from '../graph-call.ts';
import { folderResource, parseFolder, root } from '../mail/folder-resource.ts';
import { openMailbox } from '../mail/open-mailbox.ts';
import { listBody } from '../odata/list-body.ts';
import type { Resource } from '../odata/select.ts';

const shape = {
  type: 'mailFolder',
  names: ['id', 'displayName', 'parentFolderId', 'childFolderCount', 'unreadItemCount', 'totalItemCount', 'isHidden'],
  filterable: ['id', 'displayName', 'parentFolderId', 'unreadItemCount', 'totalItemCount'],
  orderable: ['displayName'],
};

export const listMailFolders: GraphHandler = async (call, services) => {
  const { user, resources } = await resourcesOf(call, services);
  return ok(listBody(resources, shape, { ...call, path: `/users('${user.id}')/mailFolders` }));
};

export const listChildFolders: GraphHandler = async (call, services) => {
  const { folderId = '' } = call.parameters;
  const isRoot = folderId.toLowerCase() === root;
  if (!isRoot) parseFolder(folderId);
  const { user, resources } = await resourcesOf(call, services);
  const path = `/users('${user.id}')/mailFolders('${folderId.toLowerCase()}')/childFolders`;
  return ok(listBody(isRoot ? resources : [], shape, { ...call, path }));
};

async function resourcesOf(call: GraphCall, services: Services) {
  const mailbox = await openMailbox(call, services, 'read-basic');
  const resources: Resource[] = [];
  for (const folder of mailFolders) resources.push(await folderResource(folder, mailbox, services));
  return { user: mailbox.user, resources };
}
