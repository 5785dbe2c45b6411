/** `/users/{id}/mailFolders/{folderId}`: by its well-known name, which is its id. */
import { type GraphHandler, ok } from '../../graph-call.ts';
import { folderResource, parseFolder, root, rootResource } from '../../mail/folder-resource.ts';
import { openMailbox } from '../../mail/open-mailbox.ts';
import { entityBody } from '../../odata/entity-body.ts';

export const getMailFolder: GraphHandler = async (call, services) => {
  const mailbox = await openMailbox(call, services, 'read-basic');
  const { folderId = '' } = call.parameters;
  const resource =
    folderId.toLowerCase() === root ? rootResource() : await folderResource(parseFolder(folderId), mailbox, services);
  return ok(
    entityBody(resource, 'mailFolder', { ...call, context: `users('${mailbox.user.id}')/mailFolders/$entity` }),
  );
};
