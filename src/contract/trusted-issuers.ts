/** Issuers whose tokens are good for the mailboxes of a tenant, as the admin API has them. */
import { Type } from 'typebox';
import { shape, sought, strictly } from './common.ts';
import { route } from './route-contract.ts';

const text = (description: string) => Type.String({ minLength: 1, maxLength: 500, pattern: '^\\S+$', description });
const fields = {
  issuer: text('The claim `iss`'),
  audience: text('One of the claim `aud`'),
  jwksUri: text('Where its keys are: https:, or http: on this machine'),
  userClaim: text('The claim that holds the user principal name'),
  requiredScope: text('One of the claim `scp`, `scope` or `roles`'),
};
const issuer = shape('TrustedIssuer', { id: Type.String(), ...fields });
const ofTenant = strictly({ tenant: Type.String({ ...sought, description: 'Id or domain of the tenant' }) });

export const listTrustedIssuers = route('GET /tenants/{tenant}/trusted-issuers', {
  operationId: 'listTrustedIssuers',
  summary: 'Issuers whose tokens are good for the mailboxes of a tenant',
  params: ofTenant,
  answer: shape('TrustedIssuers', { issuers: Type.Array(issuer) }),
});

export const addTrustedIssuer = route('POST /tenants/{tenant}/trusted-issuers', {
  operationId: 'addTrustedIssuer',
  summary: 'Trust an issuer',
  params: ofTenant,
  body: strictly(fields),
  answer: shape('AddedTrustedIssuer', { issuer }),
  created: true,
});

export const removeTrustedIssuer = route('DELETE /tenants/{tenant}/trusted-issuers/{issuer}', {
  operationId: 'removeTrustedIssuer',
  summary: 'Trust an issuer no longer',
  params: strictly({ ...ofTenant.properties, issuer: Type.String({ ...sought, description: 'Its id' }) }),
});
