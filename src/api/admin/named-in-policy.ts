/** Names in Conditional Access: what people write, and the ids that are kept. */
import {
  type ConditionalAccessPolicy,
  type NamedLocation,
  policyWord,
} from '../../directory/conditional-access-policy.ts';
import type { DirectoryStore } from '../../directory/directory-store.ts';
import { nameInTenant, userOfTenant } from '../../directory/user-of-tenant.ts';
import { parseAddressRange } from '../../lib/address-range.ts';
import { Problem } from '../problem.ts';

type Directory = Pick<DirectoryStore, 'findUser'>;

/** By id, or by a name that no other has; throws a `Problem`. */
export function namedOne<T extends { readonly id: string; readonly name: string }>(
  what: string,
  all: readonly T[],
  idOrName: string,
): T {
  const same = (text: string) => text.toLowerCase() === idOrName.toLowerCase();
  const found = all.filter(({ id }) => same(id));
  const named = found.length > 0 ? found : all.filter(({ name }) => same(name));
  const [only, ...others] = named;
  if (only === undefined) throw new Problem(404, `there is no ${what} ${idOrName}`, { code: 'not-found' });
  if (others.length === 0) return only;
  throw new Problem(
    409,
    `${named.length} have the name ${idOrName}; name one by its id: ${named.map(({ id }) => id).join(', ')}`,
  );
}

/** Ids of users; throws a `Problem` that names whom the tenant does not have. Those `already` listed may be gone by now. */
export async function userIds(
  listed: readonly string[],
  already: readonly string[],
  tenantId: string,
  directory: Directory,
): Promise<string[]> {
  return Promise.all(
    listed.map(async (written) => {
      const known = policyWord(written) ?? already.find((each) => each.toLowerCase() === written.toLowerCase());
      if (known !== undefined) return known;
      const user = await userOfTenant(directory, tenantId, written);
      if (user !== null) return user.id;
      throw new Problem(400, `${written} is no user of this tenant`);
    }),
  );
}

/** Ids of named locations, and ranges as they are; throws a `Problem` that names what is neither. */
export function locationIds(listed: readonly string[], locations: readonly NamedLocation[]): string[] {
  return listed.map((written) => {
    const known = policyWord(written);
    if (known !== undefined) return known;
    return parseAddressRange(written) === null ? namedOne('named location', locations, written).id : written;
  });
}

/** Words in Microsoft's case; ids of applications as they are. */
export function applicationIds(listed: readonly string[]): string[] {
  return listed.map((written) => policyWord(written) ?? written);
}

/** The policy with principal names in the place of ids, where the users are still there. */
export async function withUserNames(
  policy: ConditionalAccessPolicy,
  tenantId: string,
  directory: Directory,
): Promise<ConditionalAccessPolicy> {
  const nameOf = async (listed: string): Promise<string> =>
    policyWord(listed) ?? (await nameInTenant(directory, tenantId, listed));
  return {
    ...policy,
    includedUsers: await Promise.all(policy.includedUsers.map(nameOf)),
    excludedUsers: await Promise.all(policy.excludedUsers.map(nameOf)),
  };
}
