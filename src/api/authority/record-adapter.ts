/** What the authority's library keeps: applications as its clients, everything else as records with an end. */
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { ApplicationStore } from '../../directory/application-store.ts';
import type { AuthorityRecords } from '../../directory/authority-records.ts';
import type { Clock } from '../../lib/clock.ts';

export interface AdapterParts {
  readonly tenantId: string;
  readonly applications: Pick<ApplicationStore, 'findApplication' | 'findServicePrincipal'>;
  readonly records: AuthorityRecords;
  readonly clock: Clock;
}

/** What is kept without an end of its own. */
const longestSeconds = 90 * 86_400;

/** The adapter of one kind of record, for one tenant. */
export function recordAdapter(kind: string, parts: AdapterParts): Adapter {
  const { records, clock, tenantId } = parts;
  const kept = `${tenantId}/${kind}`;
  const find = async (by: 'id' | 'userCode' | 'uid', value: string): Promise<AdapterPayload | undefined> =>
    (await records.find(kept, by, value, clock())) ?? undefined;
  return {
    find: (id) => (kind === 'Client' ? clientOf(id, parts) : find('id', id)),
    findByUserCode: (userCode) => find('userCode', userCode),
    findByUid: (uid) => find('uid', uid),
    async upsert(id, payload, expiresIn) {
      await records.put(kept, id, payload, clock() + (expiresIn ?? longestSeconds) * 1000, clock());
    },
    consume: (id) => records.consume(kept, id, clock()),
    destroy: (id) => records.remove(kept, id),
    revokeByGrantId: (grantId) => records.revoke(grantId),
  };
}

/** The application as a client; undefined where the tenant does not have it. */
async function clientOf(appId: string, { applications, tenantId }: AdapterParts): Promise<AdapterPayload | undefined> {
  const application = await applications.findApplication(appId);
  if (application === null || application.appId !== appId) return undefined;
  if ((await applications.findServicePrincipal(tenantId, appId)) === null) return undefined;
  return {
    client_id: appId,
    client_name: application.displayName,
    // Compared by `compareClientSecret`: the secret itself is not kept.
    client_secret: 'kept as a verifier only',
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  };
}
