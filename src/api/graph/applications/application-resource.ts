/** An application as Graph shows one. Pure. */
import { X509Certificate } from 'node:crypto';
import type { ApplicationCredentials } from '../../../administration/application-credentials.ts';
import {
  type Application,
  type ApplicationCertificate,
  type ApplicationSecret,
  ordinaryDetails,
  type RequiredAccess,
  requiredKindsOf,
} from '../../../directory/application.ts';
import { permissions, resources } from '../../../directory/permission.ts';
import type { ListShape } from '../odata/list-body.ts';
import type { Resource } from '../odata/select.ts';

/** What Graph has and Postern knows nothing of. */
const empty = {
  deletedDateTime: null,
  applicationTemplateId: null,
  disabledByMicrosoftStatus: null,
  groupMembershipClaims: null,
  identifierUris: [],
  isDeviceOnlyAuthSupported: null,
  publisherDomain: null,
  samlMetadataUrl: null,
  serviceManagementReference: null,
  tokenEncryptionKeyId: null,
  uniqueName: null,
  defaultRedirectUri: null,
  certification: null,
  optionalClaims: null,
  servicePrincipalLockConfiguration: null,
  requestSignatureVerification: null,
  addIns: [],
  api: {
    acceptMappedClaims: null,
    knownClientApplications: [],
    requestedAccessTokenVersion: null,
    oauth2PermissionScopes: [],
    preAuthorizedApplications: [],
  },
  appRoles: [],
  info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
  parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
  verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
};

export function applicationResource(application: Application, credentials: ApplicationCredentials): Resource {
  const { id, appId, displayName, details, createdAt } = application;
  const { description, notes, tags, signInAudience, isFallbackPublicClient } = details;
  return {
    ...empty,
    id,
    appId,
    displayName,
    createdDateTime: timeOf(createdAt),
    description,
    notes,
    tags,
    signInAudience,
    isFallbackPublicClient,
    requiredResourceAccess: requiredAccessOf(application),
    web: {
      homePageUrl: null,
      logoutUrl: null,
      redirectUris: urisOf(application, 'web'),
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      redirectUriSettings: urisOf(application, 'web').map((uri) => ({ uri, index: null })),
    },
    spa: { redirectUris: urisOf(application, 'spa') },
    publicClient: { redirectUris: urisOf(application, 'publicClient') },
    passwordCredentials: credentials.secrets.map((secret) => passwordResource(secret, null)),
    keyCredentials: credentials.certificates.map(keyResource),
  };
}

const nobody: Application = {
  id: '',
  appId: '',
  tenantId: '',
  displayName: '',
  redirectUris: [],
  publicClient: false,
  requiredPermissions: [],
  details: ordinaryDetails,
  createdAt: 0,
};

export const applicationShape: ListShape = {
  type: 'application',
  names: Object.keys(applicationResource(nobody, { secrets: [], certificates: [] })),
  filterable: ['id', 'appId', 'displayName', 'createdDateTime', 'signInAudience', 'tags', 'isFallbackPublicClient'],
  orderable: ['displayName', 'createdDateTime'],
};

/** `secretText`: shown once, when it was made. */
export function passwordResource(
  { id, displayName, hint, createdAt, endsAt }: ApplicationSecret,
  secretText: string | null,
): Resource {
  return {
    customKeyIdentifier: null,
    displayName: displayName === '' ? null : displayName,
    endDateTime: timeOf(endsAt),
    hint,
    keyId: id,
    secretText,
    startDateTime: timeOf(createdAt),
  };
}

function keyResource({ id, displayName, certificate }: ApplicationCertificate): Resource {
  const { fingerprint, validFrom, validTo } = new X509Certificate(certificate);
  return {
    // Of SHA-1, by which Entra's own tools find a certificate; octets are base64 in JSON.
    customKeyIdentifier: Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64'),
    displayName: displayName === '' ? null : displayName,
    endDateTime: timeOf(Date.parse(validTo)),
    key: null,
    keyId: id,
    startDateTime: timeOf(Date.parse(validFrom)),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
  };
}

function urisOf({ redirectUris, details }: Application, kind: 'web' | 'spa' | 'publicClient'): string[] {
  return redirectUris.filter((uri) => (details.redirectKinds[uri] ?? 'web') === kind);
}

function requiredAccessOf({ requiredPermissions, details }: Application): object[] {
  const known = requiredPermissions.flatMap((name) =>
    requiredKindsOf(details, name).map((kind): RequiredAccess => {
      const { resource, ids } = permissions[name];
      const id = (ids as Partial<Record<typeof kind, string>>)[kind] ?? '';
      return { resourceAppId: resources[resource].appId, id, type: kind === 'delegated' ? 'Scope' : 'Role' };
    }),
  );
  const byResource = Map.groupBy([...known, ...details.otherAccess], ({ resourceAppId }) => resourceAppId);
  return [...byResource].map(([resourceAppId, accesses]) => ({
    resourceAppId,
    resourceAccess: accesses.map(({ id, type }) => ({ id, type })),
  }));
}

/** By the second, as Graph writes times of the directory. */
export function timeOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
