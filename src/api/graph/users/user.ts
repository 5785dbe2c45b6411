/** `/users/{id}` and `/me`: found by id or name, changed, removed. */
import { type GraphHandler, noContent, ok } from '../graph-call.ts';
import { readBody } from '../read-body.ts';
import { selectedUser, userNames } from './user-resource.ts';

export const getUser: GraphHandler = async (
  { caller, base, parameters: { id = '' }, query },
  { administration, directory },
) => {
  const names = userNames(query.select);
  const user = await administration.users.find(caller, id, 'user');
  return ok({ '@odata.context': `${base}/$metadata#users/$entity`, ...(await selectedUser(user, names, directory)) });
};

export const patchUser: GraphHandler = async ({ caller, parameters: { id = '' }, body }, { administration }) => {
  const { accountEnabled, displayName } = readBody(body, { accountEnabled: 'boolean', displayName: 'string' });
  const user = await administration.users.find(caller, id, 'user', 'write');
  if (typeof accountEnabled === 'boolean') await administration.settings.changeOfUser(caller, user, { accountEnabled });
  if (typeof displayName === 'string') await administration.users.update(caller, user, { displayName });
  return noContent;
};

export const deleteUser: GraphHandler = async ({ caller, parameters: { id = '' } }, { administration }) => {
  await administration.users.remove(caller, await administration.users.find(caller, id, 'user', 'write'));
  return noContent;
};
