/** `/users/{id}/authentication/methods`: all the ways in which a user signs in. */
import { type GraphCall, type GraphHandler, ok } from '../../graph-call.ts';
import { BadRequest } from '../../graph-fault.ts';
import { findMethods, methodOf } from './find-methods.ts';
import { methodTypes, type ShownMethod } from './method-resource.ts';

/** Methods have their kind beside their properties; what is selected of so mixed a list is its id alone. */
function shown({ segment, resource }: ShownMethod, { query: { select } }: GraphCall): object {
  const type = { '@odata.type': `#microsoft.graph.${methodTypes[segment].type}` };
  if (select === null) return { ...type, ...resource };
  if (select.every((name) => name.toLowerCase() === 'id')) return { ...type, id: resource.id };
  throw new BadRequest("Only 'id' can be selected of an authenticationMethod; ask for the methods of one kind.");
}

export const listMethods: GraphHandler = async (call, services) => {
  const { user, methods } = await findMethods(call, services);
  return ok({
    '@odata.context': `${call.base}/$metadata#users('${user.id}')/authentication/methods`,
    value: methods.map((method) => shown(method, call)),
  });
};

export const getMethod: GraphHandler = async (call, services) => {
  const { user, methods } = await findMethods(call, services);
  return ok({
    '@odata.context': `${call.base}/$metadata#users('${user.id}')/authentication/methods/$entity`,
    ...shown(methodOf(methods, call), call),
  });
};
