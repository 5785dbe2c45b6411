/** `/users`: looked up in pages, and made. */

import { permit } from '../../administration/permit.ts';
import type { User } from '../../directory/nouns.ts';
import { changedProfile } from '../../directory/user-profile.ts';
import type { UserOrder } from '../../directory/user-search.ts';
import { everything } from '../../lib/condition.ts';
import { created, type GraphHandler, ok } from './graph-call.ts';
import { BadRequest } from './graph-fault.ts';
import { nextLink, pageSize, skipKeysOf, skipTokenOf } from './odata/page.ts';
import type { ODataQuery } from './odata/query.ts';
import { readNewUser } from './users/read-user.ts';
import { selectedUser, userNames } from './users/select-user.ts';
import { userCondition } from './users/user-condition.ts';

/** Graph's own: 100 unless asked, 999 at the most. */
const pages = { ordinary: 100, maximum: 999 };

export const listUsers: GraphHandler = async ({ caller, tenantId, base, query }, { administration: { users } }) => {
  const size = pageSize(query, pages);
  const names = userNames(query.select);
  const condition = query.filter === null ? everything : userCondition(query.filter);
  const { orderBy, descending } = orderOf(query);
  const search = { tenantId, condition, orderBy, descending, after: afterOf(query, orderBy), limit: size };
  const found = await users.search(caller, search);
  const last = found.length === size ? found.at(-1)?.user : undefined;
  return ok({
    '@odata.context': `${base}/$metadata#users${query.select === null ? '' : `(${names.join(',')})`}`,
    ...(query.count && { '@odata.count': await users.count(caller, tenantId, condition) }),
    ...(last !== undefined && {
      '@odata.nextLink': nextLink(`${base}/users`, query, skipTokenOf([keyOf(last, orderBy), last.id])),
    }),
    value: found.map((user) => selectedUser(user, names)),
  });
};

export const countUsers: GraphHandler = async ({ caller, tenantId, query }, { administration: { users } }) => {
  const condition = query.filter === null ? everything : userCondition(query.filter);
  const count = await users.count(caller, tenantId, condition);
  return { status: 200, body: Buffer.from(String(count)), headers: { 'content-type': 'text/plain' } };
};

export const createUser: GraphHandler = async (
  { caller, tenantId, base, body },
  { administration, directory, chosenPasswords },
) => {
  // Before a password is hashed, which takes a while.
  permit(caller, 'user', 'write', tenantId);
  const { accountEnabled, forceChangePassword, password, profile, ...written } = readNewUser(body);
  const localPart = written.userPrincipalName.split('@')[0]?.toLowerCase();
  const { mailNickname } = profile;
  const user = await administration.users.add(caller, {
    ...written,
    tenantId,
    verifiers: await chosenPasswords.verifiers(password, { scram: false }),
    profile: changedProfile({}, { ...profile, ...(mailNickname === localPart && { mailNickname: null }) }),
    settings: { accountEnabled, passwordExpired: forceChangePassword },
  });
  const settings = await directory.settingsOfUser(user.id);
  return created({
    '@odata.context': `${base}/$metadata#users/$entity`,
    ...selectedUser({ user, settings }, userNames(null)),
  });
};

const orders: Readonly<Record<string, UserOrder>> = {
  userprincipalname: 'userPrincipalName',
  displayname: 'displayName',
  createddatetime: 'createdAt',
};

function orderOf({ orderBy: [first, ...more] }: ODataQuery): { orderBy: UserOrder; descending: boolean } {
  if (first === undefined) return { orderBy: 'userPrincipalName', descending: false };
  const orderBy = orders[first.property.toLowerCase()];
  if (orderBy === undefined || more.length > 0)
    throw new BadRequest(
      `Sorting not supported for current query. Users are sorted by one of userPrincipalName, displayName, createdDateTime.`,
      'Request_UnsupportedQuery',
    );
  return { orderBy, descending: first.descending };
}

function keyOf({ userPrincipalName, displayName, createdAt }: User, orderBy: UserOrder): string | number {
  return { userPrincipalName, displayName, createdAt }[orderBy];
}

function afterOf(query: ODataQuery, orderBy: UserOrder): readonly [string | number, string] | null {
  const [value, id] = skipKeysOf(query, 2) ?? [];
  if (value === undefined || value === null || id === undefined) return null;
  return [orderBy === 'createdAt' ? Number(value) : String(value), String(id)];
}
