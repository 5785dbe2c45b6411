/** Authentication policies of a tenant, as the admin API has them. */
import { Type } from 'typebox';
import { shape, sought, strictly } from './common.ts';
import { route } from './route-contract.ts';

const allowBasicAuthSmtp = Type.Boolean({ description: 'SMTP with a password may be used' });
const name = Type.String({ minLength: 1, maxLength: 64 });
const policy = shape('AuthenticationPolicy', { name: Type.String(), allowBasicAuthSmtp });
const ofTenant = strictly({ tenant: Type.String({ ...sought, description: 'Id or domain of the tenant' }) });
const ofPolicy = strictly({ ...ofTenant.properties, policy: Type.String({ ...sought, description: 'Its name' }) });

export const listAuthenticationPolicies = route('GET /tenants/{tenant}/authentication-policies', {
  operationId: 'listAuthenticationPolicies',
  summary: 'Authentication policies of a tenant, and which is that of users without their own',
  params: ofTenant,
  answer: shape('AuthenticationPolicies', {
    policies: Type.Array(policy),
    default: Type.Union([Type.String(), Type.Null()]),
  }),
});

export const addAuthenticationPolicy = route('POST /tenants/{tenant}/authentication-policies', {
  operationId: 'addAuthenticationPolicy',
  summary: 'Add an authentication policy; a new one blocks SMTP with a password unless it is told otherwise',
  params: ofTenant,
  body: strictly({ name, allowBasicAuthSmtp: Type.Optional(allowBasicAuthSmtp) }),
  answer: shape('AddedAuthenticationPolicy', { policy }),
  created: true,
});

export const changeAuthenticationPolicy = route('PATCH /tenants/{tenant}/authentication-policies/{policy}', {
  operationId: 'changeAuthenticationPolicy',
  summary: 'Let an authentication policy allow SMTP with a password, or block it',
  params: ofPolicy,
  body: strictly({ allowBasicAuthSmtp }),
});

export const removeAuthenticationPolicy = route('DELETE /tenants/{tenant}/authentication-policies/{policy}', {
  operationId: 'removeAuthenticationPolicy',
  summary: 'Remove an authentication policy that nobody has',
  params: ofPolicy,
});
