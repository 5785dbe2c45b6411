/** `/users/{id}` and `/me`: found by id or name, changed, removed. */
import { permit } from '../../../administration/permit.ts';
import { type GraphHandler, noContent, ok } from '../graph-call.ts';
import { findUser } from './find-user.ts';
import { readUser } from './read-user.ts';
import { selectedUser, userNames } from './select-user.ts';

export const getUser: GraphHandler = async (call, services) => {
  const { caller, base, parameters, query } = call;
  const names = userNames(query.select);
  const own = caller.actor.kind === 'user' && caller.actor.id === parameters['id'];
  const user = own ? await services.administration.users.findSelf(caller) : await findUser(call, services, 'user');
  const settings = await services.directory.settingsOfUser(user.id);
  return ok({ '@odata.context': `${base}/$metadata#users/$entity`, ...selectedUser({ user, settings }, names) });
};

export const patchUser: GraphHandler = async (call, services) => {
  const { caller, tenantId, body } = call;
  const { accountEnabled, displayName, userPrincipalName, password, forceChangePassword, profile } = readUser(body);
  const aboutPassword = password !== undefined || forceChangePassword !== undefined;
  const aboutUser = [accountEnabled, displayName, userPrincipalName, ...Object.values(profile)].some(
    (each) => each !== undefined,
  );
  if (aboutPassword) permit(caller, 'password', 'write', tenantId);
  const user = await findUser(call, services, aboutUser || !aboutPassword ? 'user' : 'password', 'write');
  await services.administration.users.update(caller, user, {
    ...(displayName !== undefined && { displayName }),
    ...(userPrincipalName !== undefined && { userPrincipalName }),
    profile,
    ...(password !== undefined && { verifiers: () => services.chosenPasswords.verifiers(password, { scram: false }) }),
    settings: {
      ...(accountEnabled !== undefined && { accountEnabled }),
      ...(forceChangePassword !== undefined && { passwordExpired: forceChangePassword }),
    },
  });
  return noContent;
};

export const deleteUser: GraphHandler = async (call, services) => {
  await services.administration.users.remove(call.caller, await findUser(call, services, 'user', 'write'));
  return noContent;
};
