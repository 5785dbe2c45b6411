/** The users that a policy names: ids to Graph, and none that is not there. */
import type { ConditionalAccessPolicy } from '../../../../../directory/conditional-access-policy.ts';
import type { DirectoryStore } from '../../../../../directory/directory-store.ts';
import { userOfTenant } from '../../../../../directory/user-of-tenant.ts';
import { isGuid } from '../../../../../lib/guid.ts';
import { BadRequest } from '../../../graph-fault.ts';

type Directory = Pick<DirectoryStore, 'findUser'>;

/** The policy with ids in the place of principal names, which Postern understands and Graph does not. */
export async function withUserIds(
  policy: ConditionalAccessPolicy,
  tenantId: string,
  directory: Directory,
): Promise<ConditionalAccessPolicy> {
  const idOf = async (listed: string): Promise<string> => {
    const user = listed.includes('@') ? await userOfTenant(directory, tenantId, listed) : null;
    return user?.id ?? listed;
  };
  return {
    ...policy,
    includedUsers: await Promise.all(policy.includedUsers.map(idOf)),
    excludedUsers: await Promise.all(policy.excludedUsers.map(idOf)),
  };
}

/** Throws a `BadRequest` that names whom the tenant does not have; those `already` in the policy may be gone by now. */
export async function checkUsers(
  { includedUsers = [], excludedUsers = [] }: Partial<ConditionalAccessPolicy>,
  already: readonly string[],
  tenantId: string,
  directory: Directory,
): Promise<void> {
  const known = new Set(['All', 'None', ...already]);
  for (const listed of [...includedUsers, ...excludedUsers]) {
    if (known.has(listed)) continue;
    const user = isGuid(listed) ? await userOfTenant(directory, tenantId, listed) : null;
    if (user === null)
      throw new BadRequest(`'${listed.slice(0, 200)}' in 'conditions.users' is the id of no user of this tenant.`);
    known.add(listed);
  }
}
