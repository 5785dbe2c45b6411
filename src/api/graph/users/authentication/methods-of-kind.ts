/** `/users/{id}/authentication/{kind}Methods`: the methods of one kind, read and removed. */
import { permit } from '../../../../administration/permit.ts';
import { type GraphHandler, type GraphRoute, type GraphVersion, noContent, ok } from '../../graph-call.ts';
import { entityBody } from '../../odata/entity-body.ts';
import { listBody } from '../../odata/list-body.ts';
import { findMethods, methodOf } from './find-methods.ts';
import { type MethodSegment, methodTypes } from './method-resource.ts';

const versions: readonly GraphVersion[] = ['v1.0', 'beta'];

/** A password is not removed, only replaced. */
export const methodRoutes: readonly GraphRoute[] = (Object.keys(methodTypes) as MethodSegment[]).flatMap((segment) => {
  const path = `/users/{id}/authentication/${segment}`;
  const reading: GraphRoute[] = [
    {
      method: 'GET',
      path,
      versions,
      handler: listOfKind(segment),
      options: ['$select', '$top', '$skiptoken', '$count'],
    },
    { method: 'GET', path: `${path}/{methodId}`, versions, handler: getOfKind(segment) },
  ];
  if (segment === 'passwordMethods') return reading;
  return [...reading, { method: 'DELETE', path: `${path}/{methodId}`, versions, handler: deleteOfKind(segment) }];
});

function listOfKind(segment: MethodSegment): GraphHandler {
  const shape = { ...methodTypes[segment], filterable: [], orderable: [] };
  return async (call, services) => {
    const { user, methods } = await findMethods(call, services);
    const ofKind = methods.filter((each) => each.segment === segment).map(({ resource }) => resource);
    return ok(listBody(ofKind, shape, { ...call, path: `/users/${user.id}/authentication/${segment}` }));
  };
}

function getOfKind(segment: MethodSegment): GraphHandler {
  return async (call, services) => {
    const { user, methods } = await findMethods(call, services);
    const ofKind = methods.filter((each) => each.segment === segment);
    const context = `users('${user.id}')/authentication/${segment}/$entity`;
    return ok(entityBody(methodOf(ofKind, call).resource, methodTypes[segment].type, { ...call, context }));
  };
}

function deleteOfKind(segment: MethodSegment): GraphHandler {
  return async (call, services) => {
    permit(call.caller, 'multi-factor', 'write', call.tenantId);
    const { user, methods } = await findMethods(call, services);
    const { resource } = methodOf(
      methods.filter((each) => each.segment === segment),
      call,
    );
    await services.administration.methods.remove(call.caller, user, resource.id);
    return noContent;
  };
}
