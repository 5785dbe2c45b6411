/** One mailbox by its name, or a page of all of them. */
import type { User } from '../../../directory/nouns.ts';
import type { CmdletContext, CmdletResult } from '../cmdlet.ts';

export async function mailboxesOf(
  identity: string | undefined,
  context: CmdletContext,
  shown: (user: User, context: CmdletContext) => Promise<object>,
): Promise<CmdletResult> {
  const { caller, administration, tenant, page } = context;
  if (identity !== undefined) {
    const user = await administration.users.find(caller, identity, 'mailbox');
    return { value: [await shown(user, context)] };
  }
  const users = await administration.users.list(caller, tenant.id, page.after, page.size);
  const last = users.at(-1);
  const value = await Promise.all(users.map((user) => shown(user, context)));
  return users.length === page.size && last !== undefined ? { value, next: last.userPrincipalName } : { value };
}
