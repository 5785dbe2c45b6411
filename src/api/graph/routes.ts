/**
 * THE table of Graph's requests: method, address in Graph's own spelling, versions, handler.
 *
 * A handler stands in a file named after its address; a file of one thing among many (`/users/{id}`) in the folder of the
 * many. `options` names the system query options that a request knows beside `$select`; any other is refused.
 */
import { auditLogRoutes } from './auditLogs/routes.ts';
import type { GraphRoute, GraphVersion } from './graph-call.ts';
import { identityRoutes } from './identity/routes.ts';
import { listOptions } from './odata/query.ts';
import { getSecurityDefaults, patchSecurityDefaults } from './policies/identitySecurityDefaultsEnforcementPolicy.ts';
import { getRequirements, patchRequirements } from './users/authentication/requirements.ts';
import { sendMail } from './users/sendMail.ts';
import { deleteUser, getUser, patchUser } from './users/user.ts';
import { countUsers, createUser, listUsers } from './users.ts';

const both: readonly GraphVersion[] = ['v1.0', 'beta'];
const beta: readonly GraphVersion[] = ['beta'];

const securityDefaults = '/policies/identitySecurityDefaultsEnforcementPolicy';
const requirements = '/users/{id}/authentication/requirements';

export const routes: readonly GraphRoute[] = [
  { method: 'GET', path: securityDefaults, versions: both, handler: getSecurityDefaults },
  { method: 'PATCH', path: securityDefaults, versions: both, handler: patchSecurityDefaults },

  { method: 'GET', path: '/users', versions: both, handler: listUsers, options: listOptions },
  { method: 'GET', path: '/users/$count', versions: both, handler: countUsers, options: ['$filter'] },
  { method: 'POST', path: '/users', versions: both, handler: createUser },
  { method: 'GET', path: '/users/{id}', versions: both, handler: getUser },
  { method: 'PATCH', path: '/users/{id}', versions: both, handler: patchUser },
  { method: 'DELETE', path: '/users/{id}', versions: both, handler: deleteUser },
  { method: 'POST', path: '/users/{id}/sendMail', versions: both, handler: sendMail },

  { method: 'GET', path: requirements, versions: beta, handler: getRequirements },
  { method: 'PATCH', path: requirements, versions: beta, handler: patchRequirements },

  ...auditLogRoutes,
  ...identityRoutes,
];
