/** Delegated permissions that were granted, as Graph shows them: of one client, for one resource, for everybody or one user. Pure. */
import type { ServicePrincipal } from '../../../directory/application.ts';
import { type Permission, permissions, type Resource as TokenResource } from '../../../directory/permission.ts';
import { resourcePrincipal } from '../../../directory/resource-principal.ts';
import type { UserConsent } from '../../../directory/user-consent.ts';
import { keyOfNames } from '../key-of-names.ts';
import type { ListShape } from '../odata/list-body.ts';
import type { Resource } from '../odata/select.ts';

export interface Grant {
  readonly client: ServicePrincipal;
  readonly resource: TokenResource;
  /** Null: an administrator granted it for everybody. */
  readonly consent: UserConsent | null;
  readonly permissions: readonly Permission[];
}

export const grantShape: ListShape = {
  type: 'oAuth2PermissionGrant',
  names: ['clientId', 'consentType', 'id', 'principalId', 'resourceId', 'scope'],
  filterable: ['clientId', 'consentType', 'id', 'principalId', 'resourceId', 'scope'],
  orderable: [],
};

export function grantResource(grant: Grant): Resource {
  const { client, resource, consent, permissions: granted } = grant;
  return {
    clientId: client.id,
    consentType: consent === null ? 'AllPrincipals' : 'Principal',
    id: grantId(grant),
    principalId: consent?.userId ?? null,
    resourceId: resourcePrincipal(client.tenantId, resource).id,
    scope: granted.join(' '),
  };
}

export function grantId({ client, resource, consent }: Grant): string {
  return keyOfNames(client.id, resource, consent?.userId ?? '');
}

export function grantsFor(client: ServicePrincipal, consents: readonly UserConsent[]): Grant[] {
  return [null, ...consents].flatMap((consent) => {
    const granted = consent === null ? client.delegatedPermissions : consent.permissions;
    const byResource = Map.groupBy(granted, (name): TokenResource => permissions[name].resource);
    return [...byResource].map(([resource, names]) => ({ client, resource, consent, permissions: names }));
  });
}
