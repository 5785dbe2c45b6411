/** Sign-ins of one answer with who signed in; each is looked up once. */
import { accessTo } from '../../../../directory/access.ts';
import { userOfTenant } from '../../../../directory/user-of-tenant.ts';
import type { SignInRecord } from '../../../../sign-in/sign-in-log.ts';
import type { Services } from '../../../services.ts';
import type { GraphCall } from '../../graph-call.ts';
import type { Resource } from '../../odata/select.ts';
import { signInResource } from './sign-in-resource.ts';

export function showSignIns(
  { caller: { actor }, tenantId }: Pick<GraphCall, 'caller' | 'tenantId'>,
  { directory, applications }: Pick<Services, 'directory' | 'applications'>,
): (record: SignInRecord) => Promise<Resource> {
  const showPolicies = accessTo('conditional-access', 'read', actor, tenantId).kind === 'allowed';
  const user = once((id) => userOfTenant(directory, tenantId, id));
  const principal = once((appId) => applications.findServicePrincipal(tenantId, appId));
  return async (record) => {
    const own = record.kind === 'service-principal' && record.application !== null;
    return signInResource(
      record,
      {
        user: record.userId === null ? null : await user(record.userId),
        servicePrincipal: own ? await principal(record.application.appId) : null,
      },
      showPolicies,
    );
  };
}

function once<T>(find: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const found = new Map<string, Promise<T>>();
  return (id) => {
    const known = found.get(id) ?? find(id);
    found.set(id, known);
    return known;
  };
}
