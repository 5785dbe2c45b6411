/** A service principal as Graph shows one. Pure. */
import { type Application, noRemarks, type ServicePrincipal } from '../../../directory/application.ts';
import {
  isUserConsentable,
  type Permission,
  type PermissionKind,
  permissions,
  type Resource as TokenResource,
} from '../../../directory/permission.ts';
import type { ResourcePrincipal } from '../../../directory/resource-principal.ts';
import { timeOf } from '../applications/application-resource.ts';
import type { ListShape } from '../odata/list-body.ts';
import type { Resource } from '../odata/select.ts';

/** The tenant to which Microsoft's own applications belong. */
const microsoft = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

/** What Graph has and Postern knows nothing of. */
const empty = {
  deletedDateTime: null,
  accountEnabled: true,
  alternativeNames: [],
  appDescription: null,
  applicationTemplateId: null,
  appRoleAssignmentRequired: false,
  disabledByMicrosoftStatus: null,
  homepage: null,
  loginUrl: null,
  logoutUrl: null,
  notificationEmailAddresses: [],
  preferredSingleSignOnMode: null,
  preferredTokenSigningKeyThumbprint: null,
  servicePrincipalType: 'Application',
  tokenEncryptionKeyId: null,
  samlSingleSignOnSettings: null,
  addIns: [],
  info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
  // Those of the registration, which signs in.
  keyCredentials: [],
  passwordCredentials: [],
  resourceSpecificApplicationPermissions: [],
  verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
};

/** `registration` null: it is gone. */
export function principalResource(principal: ServicePrincipal, registration: Application | null): Resource {
  const { id, appId, displayName, details, createdAt } = principal;
  return {
    ...empty,
    id,
    appId,
    displayName,
    appDisplayName: registration?.displayName ?? displayName,
    appDescription: registration?.details.description ?? null,
    appOwnerOrganizationId: registration?.tenantId ?? null,
    createdDateTime: timeOf(createdAt),
    description: details.description,
    notes: details.notes,
    tags: details.tags,
    replyUrls: registration?.redirectUris ?? [],
    servicePrincipalNames: [appId],
    signInAudience: registration?.details.signInAudience ?? null,
    appRoles: [],
    oauth2PermissionScopes: [],
  };
}

/** Of what tokens are for: with the permissions that Postern knows of it. */
export function resourceOfResource({ resource, id, appId, displayName }: ResourcePrincipal): Resource {
  return {
    ...empty,
    id,
    appId,
    displayName,
    appDisplayName: displayName,
    appOwnerOrganizationId: resource === 'postern' ? null : microsoft,
    createdDateTime: null,
    ...noRemarks,
    replyUrls: [],
    servicePrincipalNames: [appId],
    signInAudience: 'AzureADMultipleOrgs',
    appRoles: permissionsOf(resource, 'application').map(([name, roleId]) => ({
      allowedMemberTypes: ['Application'],
      description: name,
      displayName: name,
      id: roleId,
      isEnabled: true,
      origin: 'Application',
      value: name,
    })),
    oauth2PermissionScopes: permissionsOf(resource, 'delegated').map(([name, scopeId]) => ({
      adminConsentDescription: name,
      adminConsentDisplayName: name,
      id: scopeId,
      isEnabled: true,
      type: isUserConsentable(name) ? 'User' : 'Admin',
      userConsentDescription: name,
      userConsentDisplayName: name,
      value: name,
    })),
  };
}

function permissionsOf(resource: TokenResource, kind: PermissionKind): [Permission, string][] {
  return (Object.keys(permissions) as Permission[]).flatMap((name): [Permission, string][] => {
    const { resource: its, ids } = permissions[name];
    const id = (ids as Partial<Record<PermissionKind, string>>)[kind];
    return its === resource && id !== undefined ? [[name, id]] : [];
  });
}

export const principalShape: ListShape = {
  type: 'servicePrincipal',
  names: Object.keys(resourceOfResource({ resource: 'postern', id: '', appId: '', displayName: '' })),
  filterable: [
    'id',
    'appId',
    'displayName',
    'appDisplayName',
    'appOwnerOrganizationId',
    'accountEnabled',
    'createdDateTime',
    'servicePrincipalNames',
    'servicePrincipalType',
    'tags',
  ],
  orderable: ['displayName', 'createdDateTime'],
};
