/** What a request says of an application that is to be made or changed; what Postern cannot hold to is refused by its name. Pure. */
import type { Application, ApplicationDetails, RequiredAccess } from '../../../directory/application.ts';
import {
  type Permission,
  type PermissionKind,
  permissionById,
  permissions,
  resourceOfAppId,
} from '../../../directory/permission.ts';
import { faultOfRedirectUri, type RedirectKind } from '../../../directory/redirect-uri.ts';
import { isGuid } from '../../../lib/guid.ts';
import { Fields } from '../fields.ts';

export type WrittenApplication = Partial<
  Pick<Application, 'displayName' | 'redirectUris' | 'publicClient' | 'requiredPermissions'>
> & {
  readonly details: ApplicationDetails;
  /** As they stand in the body; undefined: they are not in it. */
  readonly keyCredentials: readonly Fields[] | undefined;
  readonly passwordCredentials: readonly unknown[] | undefined;
};

const maximumName = 256;
/** Redirect URIs of one application, as in Entra. */
const maximumUris = 256;
const maximumAccesses = 400;

/** `now`: what it is so far. Throws a `BadRequest`. */
export function readApplication(body: unknown, now: Pick<Application, 'redirectUris' | 'details'>): WrittenApplication {
  const fields = new Fields(body);
  fields.ignore('id', 'appId', 'createdDateTime', 'publisherDomain', 'parentalControlSettings', 'verifiedPublisher');
  const displayName = fields.text('displayName');
  if (displayName === '' || (displayName !== undefined && displayName.length > maximumName))
    throw fields.bad('displayName', `must have 1 to ${maximumName} characters`);
  const description = readNullable(fields, 'description', now.details.description);
  const notes = readNullable(fields, 'notes', now.details.notes);
  const tags = fields.texts('tags') ?? now.details.tags;
  const signInAudience = fields.oneOf('signInAudience', ['AzureADMyOrg', 'AzureADMultipleOrgs'] as const);
  const fallback = fields.take('isFallbackPublicClient');
  if (fallback !== undefined && fallback !== null && typeof fallback !== 'boolean')
    throw fields.bad('isFallbackPublicClient', 'must be true, false or null');
  const isFallbackPublicClient = fallback === undefined ? now.details.isFallbackPublicClient : fallback;
  const redirects = readRedirects(fields, now);
  const access = readAccess(fields.objects('requiredResourceAccess'));
  const keyCredentials = fields.objects('keyCredentials');
  const passwordCredentials = fields.list('passwordCredentials');
  fields.refuseOthers();
  const { redirectUris, redirectKinds } = redirects;
  const details = {
    ...now.details,
    description,
    notes,
    tags,
    isFallbackPublicClient,
    redirectKinds,
    ...(signInAudience !== undefined && { signInAudience }),
    ...(access && { requiredKinds: access.requiredKinds, otherAccess: access.otherAccess }),
  };
  // Where nothing is said, one that has no redirect to a server keeps no secret.
  const publicClient =
    isFallbackPublicClient ?? (redirectUris.length > 0 && redirectUris.every((uri) => uri in redirectKinds));
  return {
    ...(displayName !== undefined && { displayName }),
    redirectUris,
    publicClient,
    ...(access && { requiredPermissions: access.requiredPermissions }),
    details,
    keyCredentials,
    passwordCredentials,
  };
}

/** Left out, it stays; null empties it. */
function readNullable(fields: Fields, name: string, now: string | null): string | null {
  const value = fields.take(name);
  if (value === undefined) return now;
  if (value === null) return null;
  if (typeof value === 'string' && value.length <= 1024) return value === '' ? null : value;
  throw fields.bad(name, 'must be a text of at most 1024 characters, or null');
}

function readRedirects(
  fields: Fields,
  { redirectUris, details: { redirectKinds } }: Pick<Application, 'redirectUris' | 'details'>,
): Pick<Application, 'redirectUris'> & Pick<ApplicationDetails, 'redirectKinds'> {
  const urisOf = (kind: RedirectKind) => {
    const platform = fields.object(kind);
    const before = redirectUris.filter((uri) => (redirectKinds[uri] ?? 'web') === kind);
    if (platform === undefined || platform === null) return platform === null ? [] : before;
    return readUris(platform, kind) ?? before;
  };
  const byKind = { web: urisOf('web'), spa: urisOf('spa'), publicClient: urisOf('publicClient') };
  const all = [...byKind.web, ...byKind.spa, ...byKind.publicClient];
  if (all.length > maximumUris) throw fields.bad('web', `and its like have at most ${maximumUris} redirect URIs`);
  if (new Set(all).size !== all.length) throw fields.bad('web', 'and its like must name each redirect URI once');
  return {
    redirectUris: all,
    redirectKinds: Object.fromEntries([
      ...byKind.spa.map((uri) => [uri, 'spa']),
      ...byKind.publicClient.map((uri) => [uri, 'publicClient']),
    ]) as ApplicationDetails['redirectKinds'],
  };
}

function readUris(platform: Fields, kind: RedirectKind): readonly string[] | undefined {
  const uris = platform.texts('redirectUris');
  for (const uri of uris ?? []) {
    const fault = faultOfRedirectUri(uri, kind);
    if (fault !== null) throw platform.bad('redirectUris', `has '${uri.slice(0, 100)}': it ${fault}`);
  }
  if (kind === 'web') {
    platform.ignore('redirectUriSettings');
    const implicit = platform.object('implicitGrantSettings');
    for (const name of ['enableAccessTokenIssuance', 'enableIdTokenIssuance'])
      if (implicit?.flag(name) === true) throw implicit.bad(name, 'cannot be true: there is no implicit flow here');
    implicit?.refuseOthers();
  }
  platform.refuseOthers();
  return uris;
}

interface Access {
  readonly requiredPermissions: readonly Permission[];
  readonly requiredKinds: ApplicationDetails['requiredKinds'];
  readonly otherAccess: readonly RequiredAccess[];
}

function readAccess(written: readonly Fields[] | undefined): Access | undefined {
  if (written === undefined) return undefined;
  const kinds = new Map<Permission, Set<PermissionKind>>();
  const otherAccess: RequiredAccess[] = [];
  for (const access of written.flatMap(readResource)) {
    const resource = resourceOfAppId(access.resourceAppId);
    const kind = access.type === 'Scope' ? 'delegated' : 'application';
    const permission = resource === null ? null : permissionById(resource, kind, access.id);
    if (permission === null) otherAccess.push(access);
    else kinds.set(permission, (kinds.get(permission) ?? new Set()).add(kind));
  }
  const single = [...kinds].filter(([name, asked]) => asked.size < permissions[name].kinds.length);
  return {
    requiredPermissions: [...kinds.keys()],
    requiredKinds: Object.fromEntries(single.map(([name, [kind]]) => [name, kind])),
    otherAccess,
  };
}

function readResource(fields: Fields): RequiredAccess[] {
  const resourceAppId = fields.text('resourceAppId')?.toLowerCase();
  const accesses = fields.objects('resourceAccess') ?? [];
  fields.refuseOthers();
  if (resourceAppId === undefined || !isGuid(resourceAppId))
    throw fields.bad('resourceAppId', 'must be the client id of a resource');
  if (accesses.length > maximumAccesses) throw fields.bad('resourceAccess', `has at most ${maximumAccesses}`);
  return accesses.map((access) => {
    const id = access.text('id')?.toLowerCase();
    const type = access.oneOf('type', ['Scope', 'Role'] as const);
    access.refuseOthers();
    if (id === undefined || !isGuid(id)) throw access.bad('id', 'must be the id of a permission');
    if (type === undefined) throw access.bad('type', "must be 'Scope' or 'Role'");
    return { resourceAppId, id, type };
  });
}
