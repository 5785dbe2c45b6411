/** The requests below `/users`, and so below `/me`. */
import type { GraphRoute, GraphVersion } from '../graph-call.ts';
import { listOptions, type SystemQueryOption } from '../odata/query.ts';
import { countUsers, createUser, listUsers } from '../users.ts';
import { assignLicense } from './assignLicense.ts';
import { getMethod, listMethods } from './authentication/methods.ts';
import { methodRoutes } from './authentication/methods-of-kind.ts';
import { getRequirements, patchRequirements } from './authentication/requirements.ts';
import { getLicenseDetails, listLicenseDetails } from './licenseDetails.ts';
import { revokeSignInSessions } from './revokeSignInSessions.ts';
import { deleteUser, getUser, patchUser } from './user.ts';

const both: readonly GraphVersion[] = ['v1.0', 'beta'];
const beta: readonly GraphVersion[] = ['beta'];
const shortList: readonly SystemQueryOption[] = ['$select', '$top', '$skiptoken', '$count'];

const methods = '/users/{id}/authentication/methods';
const requirements = '/users/{id}/authentication/requirements';

export const userRoutes: readonly GraphRoute[] = [
  { method: 'GET', path: '/users', versions: both, handler: listUsers, options: listOptions },
  { method: 'GET', path: '/users/$count', versions: both, handler: countUsers, options: ['$filter'] },
  { method: 'POST', path: '/users', versions: both, handler: createUser },
  { method: 'GET', path: '/users/{id}', versions: both, handler: getUser },
  { method: 'PATCH', path: '/users/{id}', versions: both, handler: patchUser },
  { method: 'DELETE', path: '/users/{id}', versions: both, handler: deleteUser },
  {
    method: 'GET',
    path: '/users/{id}/licenseDetails',
    versions: both,
    handler: listLicenseDetails,
    options: shortList,
  },
  { method: 'GET', path: '/users/{id}/licenseDetails/{licenseId}', versions: both, handler: getLicenseDetails },
  { method: 'POST', path: '/users/{id}/assignLicense', versions: both, handler: assignLicense },
  { method: 'POST', path: '/users/{id}/revokeSignInSessions', versions: both, handler: revokeSignInSessions },

  { method: 'GET', path: methods, versions: both, handler: listMethods },
  { method: 'GET', path: `${methods}/{methodId}`, versions: both, handler: getMethod },
  ...methodRoutes,
  { method: 'GET', path: requirements, versions: beta, handler: getRequirements },
  { method: 'PATCH', path: requirements, versions: beta, handler: patchRequirements },
];
