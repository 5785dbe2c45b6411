/** An application as the authority meets it: registered and known in the tenant, or one of Postern's own. */
import type { Application } from '../../directory/application.ts';
import type { ApplicationStore } from '../../directory/application-store.ts';
import { findFirstPartyApplication } from '../../directory/first-party-applications.ts';
import type { Permission } from '../../directory/permission.ts';
import { type DirectoryName, isAnyTenant } from './tenant-names.ts';

export interface AuthorityClient {
  readonly appId: string;
  readonly displayName: string;
  /** It keeps no secret. */
  readonly isPublic: boolean;
  readonly redirectUris: readonly string[];
  /** Delegated permissions that it asks for with `.default`. */
  readonly requiredPermissions: readonly Permission[];
  /** Null: one of Postern's own. */
  readonly registration: Application | null;
}

/** Null: there is no such application, or the tenant does not have it. `baseUrl`: where this service is. */
export async function findAuthorityClient(
  appId: string,
  directoryName: DirectoryName,
  baseUrl: string,
  applications: Pick<ApplicationStore, 'findApplication' | 'findServicePrincipal'>,
): Promise<AuthorityClient | null> {
  const own = findFirstPartyApplication(appId);
  if (own !== null) {
    const redirectUris = own.redirectUris.map((uri) => new URL(uri, baseUrl).href);
    return { ...own, redirectUris, isPublic: true, requiredPermissions: own.delegatedPermissions, registration: null };
  }
  const registration = await applications.findApplication(appId);
  if (registration === null || registration.appId !== appId) return null;
  const isKnown =
    isAnyTenant(directoryName) || (await applications.findServicePrincipal(directoryName, appId)) !== null;
  if (!isKnown) return null;
  const { displayName, publicClient, redirectUris, requiredPermissions } = registration;
  return { appId, displayName, isPublic: publicClient, redirectUris, requiredPermissions, registration };
}
