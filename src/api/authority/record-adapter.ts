/**
 * What the authority's library keeps: applications as its clients, everything else as records with an end.
 *
 * A code, a refresh token or a session is worth what it opens: the database knows only the digest of its id.
 */
import { createHash } from 'node:crypto';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { AuthorityRecords } from '../../directory/authority-records.ts';
import type { Clock } from '../../lib/clock.ts';
import type { AuthorityClient } from './authority-client.ts';
import type { AuthorityGuards } from './authority-guards.ts';
import type { DirectoryName } from './tenant-names.ts';

export interface AdapterParts {
  readonly directoryName: DirectoryName;
  readonly findClient: (appId: string) => Promise<AuthorityClient | null>;
  readonly records: AuthorityRecords;
  readonly guards: Pick<AuthorityGuards, 'unfinished' | 'reached'>;
  readonly clock: Clock;
}

/** What is kept without an end of its own. */
const longestSeconds = 90 * 86_400;
/** Kept longer than it is good, so that whoever comes late hears that it is over, and not that it never was. */
const keptAfterEndMs = 3_600_000;
/** What is begun before anybody has signed in. */
const begunKinds: ReadonlySet<string> = new Set(['Interaction', 'DeviceCode', 'Session']);
/** Bearer secrets of which the record must not hold the text. */
const secretKinds: ReadonlySet<string> = new Set(['RefreshToken', 'AuthorizationCode', 'Session']);

/** The name under which a directory's records of a kind are kept. */
export function recordKind(directoryName: DirectoryName, kind: string): string {
  return `${directoryName}/${kind}`;
}

/** Under what a record stands in the store. */
export function recordId(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

/** The adapter of one kind of record, for one directory. */
export function recordAdapter(kind: string, parts: AdapterParts): Adapter {
  const { records, clock, directoryName, guards } = parts;
  const kept = recordKind(directoryName, kind);
  const find = async (by: 'id' | 'userCode' | 'uid', value: string): Promise<AdapterPayload | undefined> =>
    (await records.find(kept, by, value, clock())) ?? undefined;
  return {
    async find(id) {
      if (kind === 'Client') return clientMetadata(await parts.findClient(id));
      const payload = await find('id', recordId(id));
      return payload === undefined ? undefined : { ...payload, jti: id };
    },
    findByUserCode: (userCode) => find('userCode', userCode),
    findByUid: (uid) => find('uid', uid),
    async upsert(id, payload, expiresIn) {
      const { jti, ...rest } = payload;
      // A refresh token tells to the millisecond when it was given, for who takes back those from before a moment.
      const given = kind === 'RefreshToken' ? { iiat: clock() / 1000 } : {};
      const written = { ...(secretKinds.has(kind) ? rest : { jti, ...rest }), ...given };
      const endsAt = clock() + (expiresIn ?? longestSeconds) * 1000 + keptAfterEndMs;
      const unfinished = isUnfinished(kind, payload) ? { directory: directoryName, ...guards.unfinished } : null;
      if ((await records.put(kept, recordId(id), written, endsAt, clock(), unfinished)) === 'kept') return;
      guards.reached('unfinished');
      throw new errors.TemporarilyUnavailable('too many are begun and not finished');
    },
    async consume(id) {
      // Of two who come at the same moment, one is too late.
      if (await records.consume(kept, recordId(id), clock())) return;
      throw new errors.InvalidGrant('already consumed');
    },
    destroy: (id) => records.remove(kept, recordId(id)),
    revokeByGrantId: (grantId) => records.revoke(grantId),
  };
}

function isUnfinished(kind: string, { accountId, session, result }: AdapterPayload): boolean {
  if (!begunKinds.has(kind)) return false;
  return accountId === undefined && session?.accountId === undefined && result?.login === undefined;
}

/** Redirect URIs are compared by redirect-uri.ts; the library wants to see one. */
const placeholderUri = 'https://registered.invalid/';

/** The application as the library's client; undefined where the tenant does not have it. */
function clientMetadata(client: AuthorityClient | null): AdapterPayload | undefined {
  if (client === null) return undefined;
  return {
    client_id: client.appId,
    client_name: client.displayName,
    // The door has proved the client before the library hears of the request (client-authentication.ts).
    ...(client.isPublic
      ? { token_endpoint_auth_method: 'none' }
      : { token_endpoint_auth_method: 'client_secret_post', client_secret: 'proved at the door' }),
    grant_types: [
      'authorization_code',
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:device_code',
      ...(client.isPublic ? [] : ['client_credentials']),
    ],
    response_types: ['code'],
    redirect_uris: [placeholderUri],
    registered_redirect_uris: client.redirectUris,
  };
}
