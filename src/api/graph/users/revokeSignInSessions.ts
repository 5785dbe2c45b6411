/** `/users/{id}/revokeSignInSessions`: what was issued to the user until now is good no longer. */
import { type GraphHandler, ok } from '../graph-call.ts';
import { findUser } from './find-user.ts';

export const revokeSignInSessions: GraphHandler = async (call, services) => {
  const user = await findUser(call, services, 'session', 'write');
  const tokensValidFrom = services.clock();
  await services.administration.settings.changeOfUser(call.caller, user, { tokensValidFrom });
  return ok({ '@odata.context': `${call.base}/$metadata#Edm.Boolean`, value: true });
};
