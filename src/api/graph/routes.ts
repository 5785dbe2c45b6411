/**
 * THE table of Graph's requests: method, address in Graph's own spelling, versions, handler.
 *
 * A handler stands in a file named after its address; a file of one thing among many (`/users/{id}`) in the folder of the
 * many. `options` names the system query options that a request knows beside `$select`; any other is refused.
 */
import { applicationRoutes } from './applications/routes.ts';
import { auditLogRoutes } from './auditLogs/routes.ts';
import { getDomain, listDomains } from './domains.ts';
import type { GraphRoute, GraphVersion } from './graph-call.ts';
import { identityRoutes } from './identity/routes.ts';
import { mailRoutes } from './mail-routes.ts';
import { grantRoutes } from './oauth2PermissionGrants/routes.ts';
import type { SystemQueryOption } from './odata/query.ts';
import { getOrganization, listOrganization } from './organization.ts';
import { getSecurityDefaults, patchSecurityDefaults } from './policies/identitySecurityDefaultsEnforcementPolicy.ts';
import { roleRoutes } from './roleManagement/routes.ts';
import { servicePrincipalRoutes } from './servicePrincipals/routes.ts';
import { listSubscribedSkus } from './subscribedSkus.ts';
import { userRoutes } from './users/routes.ts';

const versions: readonly GraphVersion[] = ['v1.0', 'beta'];
const options: readonly SystemQueryOption[] = ['$select', '$top', '$skiptoken', '$count'];

const securityDefaults = '/policies/identitySecurityDefaultsEnforcementPolicy';

export const routes: readonly GraphRoute[] = [
  { method: 'GET', path: securityDefaults, versions, handler: getSecurityDefaults },
  { method: 'PATCH', path: securityDefaults, versions, handler: patchSecurityDefaults },

  { method: 'GET', path: '/organization', versions, handler: listOrganization, options },
  { method: 'GET', path: '/organization/{id}', versions, handler: getOrganization },
  { method: 'GET', path: '/domains', versions, handler: listDomains, options },
  { method: 'GET', path: '/domains/{id}', versions, handler: getDomain },
  { method: 'GET', path: '/subscribedSkus', versions, handler: listSubscribedSkus, options },

  ...userRoutes,
  ...mailRoutes,
  ...auditLogRoutes,
  ...identityRoutes,
  ...applicationRoutes,
  ...servicePrincipalRoutes,
  ...grantRoutes,
  ...roleRoutes,
];
