/** Applications: registrations, their credentials, and what was consented to, as the admin API has them. */
import { Type } from 'typebox';
import { dateTime, instant, label, oneOf, orNull, shape, sought, strictly, texts } from './common.ts';
import { route } from './route-contract.ts';

const application = shape('Application', {
  id: Type.String({ description: 'The object id of the registration' }),
  appId: Type.String({ description: 'The client id' }),
  tenantId: Type.String(),
  displayName: Type.String(),
  redirectUris: texts,
  publicClient: Type.Boolean(),
  requiredPermissions: texts,
  createdAt: instant,
});
const credential = {
  id: Type.String(),
  displayName: Type.String(),
  createdAt: instant,
  endsAt: instant,
};
const secret = shape('ApplicationSecret', {
  ...credential,
  hint: Type.String({ description: 'Its first characters' }),
});
const certificate = shape('ApplicationCertificate', {
  ...credential,
  thumbprint: Type.String({ description: 'SHA-256 of the DER, in hex' }),
});
const servicePrincipal = shape('ServicePrincipal', {
  id: Type.String({ description: 'The object id that Exchange wants to know' }),
  applicationPermissions: texts,
  delegatedPermissions: texts,
  roles: texts,
});
const atExchange = shape('ApplicationAtExchange', {
  servicePrincipal: orNull(
    shape('ExchangeServicePrincipal', {
      objectId: Type.String({ description: 'Right where it is the id of servicePrincipal' }),
      displayName: Type.String(),
    }),
  ),
  accessPolicies: Type.Array(
    shape('ApplicationAccessPolicy', {
      id: Type.String(),
      appId: Type.String({ description: 'A client id, or * for every application' }),
      accessRight: oneOf('RestrictAccess', 'DenyAccess'),
      mailboxUserIds: texts,
      description: Type.String(),
    }),
  ),
});
const whole = shape('WholeApplication', {
  application,
  servicePrincipal: orNull(servicePrincipal),
  secrets: Type.Array(secret),
  certificates: Type.Array(certificate),
  exchange: orNull({ ...atExchange, description: 'Null where the caller may not read mailboxes' }),
});

const ofApplication = { application: Type.String({ ...sought, description: 'Client id or object id' }) };
const ofCredential = strictly({ ...ofApplication, id: sought });
const permissionNames = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 100, uniqueItems: true });

export const listApplications = route('GET /applications', {
  operationId: 'listApplications',
  summary: 'Applications that are registered in a tenant',
  query: strictly({ tenant: sought }),
  answer: shape('Applications', { applications: Type.Array(application) }),
});

export const addApplication = route('POST /applications', {
  operationId: 'addApplication',
  summary: 'Register an application, and make it one of the tenant',
  body: strictly({
    tenant: sought,
    displayName: label,
    redirectUris: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { maxItems: 20 })),
    publicClient: Type.Optional(Type.Boolean({ description: 'It can keep no secret' })),
    requiredPermissions: Type.Optional({ ...permissionNames, description: 'What it asks consent for' }),
  }),
  answer: whole,
  created: true,
});

export const showApplication = route('GET /applications/{application}', {
  operationId: 'showApplication',
  summary: 'An application with its credentials, without the secrets, and what it may do in its tenant',
  params: strictly(ofApplication),
  answer: whole,
});

export const removeApplication = route('DELETE /applications/{application}', {
  operationId: 'removeApplication',
  summary: 'Remove an application with all its credentials',
  params: strictly(ofApplication),
});

export const addSecret = route('POST /applications/{application}/secrets', {
  operationId: 'addSecret',
  summary: 'Make a secret; it is answered this once',
  params: strictly(ofApplication),
  body: strictly({ displayName: label, endsAt: { ...dateTime, description: 'When it is good no longer' } }),
  answer: shape('AddedSecret', { secret, text: Type.String() }),
  created: true,
});

export const removeSecret = route('DELETE /applications/{application}/secrets/{id}', {
  operationId: 'removeSecret',
  summary: 'Remove a secret',
  params: ofCredential,
});

export const addCertificate = route('POST /applications/{application}/certificates', {
  operationId: 'addCertificate',
  summary: 'Let the key of a certificate sign in as the application',
  params: strictly(ofApplication),
  body: strictly({
    displayName: label,
    certificate: Type.String({ minLength: 1, maxLength: 20_000, description: 'In PEM, without its key' }),
  }),
  answer: shape('AddedCertificate', { certificate }),
  created: true,
});

export const removeCertificate = route('DELETE /applications/{application}/certificates/{id}', {
  operationId: 'removeCertificate',
  summary: 'Let the key of a certificate sign in no longer',
  params: ofCredential,
});

export const changeConsent = route('PATCH /applications/{application}/consent', {
  operationId: 'changeConsent',
  summary: 'Consent for the whole tenant, or take consent back',
  params: strictly(ofApplication),
  body: strictly({
    kind: oneOf('application', 'delegated'),
    add: { ...permissionNames, description: 'Names of permissions' },
    drop: permissionNames,
  }),
  answer: whole,
});
