/** `/users`: listed in pages. */
import { type GraphHandler, ok } from './graph-call.ts';
import { nextLink, pageSize, skipKeysOf, skipTokenOf } from './odata/page.ts';
import { selectedUser, userNames } from './users/user-resource.ts';

/** Graph's own: 100 unless asked, 999 at the most. */
const pages = { ordinary: 100, maximum: 999 };

export const listUsers: GraphHandler = async ({ caller, tenantId, base, query }, { administration, directory }) => {
  const size = pageSize(query, pages);
  const names = userNames(query.select);
  const [after = null] = skipKeysOf(query, 1) ?? [];
  const users = await administration.users.list(caller, tenantId, after === null ? null : String(after), size);
  const last = users.length === size ? users.at(-1) : undefined;
  return ok({
    '@odata.context': `${base}/$metadata#users`,
    ...(last !== undefined && {
      '@odata.nextLink': nextLink(`${base}/users`, query, skipTokenOf([last.userPrincipalName])),
    }),
    value: await Promise.all(users.map((user) => selectedUser(user, names, directory))),
  });
};
