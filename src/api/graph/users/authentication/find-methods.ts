/** The methods of the user that an address names. */
import type { User } from '../../../../directory/nouns.ts';
import type { Services } from '../../../services.ts';
import type { GraphCall } from '../../graph-call.ts';
import { notFound } from '../../graph-fault.ts';
import { findUser } from '../find-user.ts';
import { type ShownMethod, shownMethod, shownPassword } from './method-resource.ts';

export async function findMethods(
  call: GraphCall,
  services: Services,
): Promise<{ readonly user: User; readonly methods: readonly ShownMethod[] }> {
  const user = await findUser(call, services, 'multi-factor');
  const registered = await services.administration.methods.list(call.caller, user);
  const facts = await services.directory.signInFacts(user.userPrincipalName);
  const password = facts?.verifiers === null || facts === null ? [] : [shownPassword];
  return { user, methods: [...password, ...registered.flatMap((each) => shownMethod(each) ?? [])] };
}

/** `{methodId}` of the route's path. Throws a `GraphFault` where the user has no such method. */
export function methodOf(methods: readonly ShownMethod[], { parameters: { methodId = '' } }: GraphCall): ShownMethod {
  const method = methods.find(({ resource }) => resource.id === methodId.toLowerCase());
  if (method !== undefined) return method;
  throw notFound(methodId);
}
