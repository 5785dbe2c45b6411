/** One mailbox by its name, or a page of all of them that fit a filter. */
import type { User } from '../../../directory/nouns.ts';
import type { CmdletContext, CmdletResult, ParameterKind, Parameters } from '../cmdlet.ts';
import { BadCall } from '../exchange-error.ts';
import { type FilterRow, readFilter } from '../filter.ts';

/** What every cmdlet that lists mailboxes takes. */
export const listParameters = { Identity: 'text', Filter: 'text', Anr: 'text' } as const satisfies Record<
  string,
  ParameterKind
>;

/** Users that are read at once. */
const chunk = 250;
/** Users that one call looks through for those that fit; the next link goes on after them. */
const maximumLookedThrough = 5000;

type Shown = (user: User, context: CmdletContext) => Promise<FilterRow>;

export async function mailboxesOf(parameters: Parameters, context: CmdletContext, shown: Shown): Promise<CmdletResult> {
  const { caller, administration, tenant, page } = context;
  const identity = parameters.text('Identity');
  if (identity !== undefined) {
    if (parameters.has('Filter') || parameters.has('Anr'))
      throw new BadCall("'Identity' cannot be given together with 'Filter' or 'Anr'.", 'parameter');
    const user = await administration.users.find(caller, identity, 'mailbox');
    return { value: [await shown(user, context)] };
  }
  const fits = fitting(parameters);
  const value: object[] = [];
  let { after } = page;
  for (let looked = 0; looked < maximumLookedThrough; looked += chunk) {
    const users = await administration.users.list(caller, tenant.id, after, chunk);
    const rows = await Promise.all(users.map((user) => shown(user, context)));
    for (const [index, row] of rows.entries()) {
      after = users[index]?.userPrincipalName ?? after;
      if (!fits(row)) continue;
      value.push(row);
      if (value.length < page.size) continue;
      const isLast = users.length < chunk && index === users.length - 1;
      return isLast || after === null ? { value } : { value, next: after };
    }
    if (users.length < chunk) return { value };
  }
  return after === null ? { value } : { value, next: after };
}

function fitting(parameters: Parameters): (row: FilterRow) => boolean {
  const text = parameters.text('Filter');
  const filter = text === undefined ? () => true : readFilter(text);
  const anr = parameters.text('Anr')?.toLowerCase();
  // Ambiguous name resolution: the beginning of a name or an address.
  const named = (row: FilterRow): boolean =>
    anr === undefined ||
    [row['DisplayName'], row['PrimarySmtpAddress'], row['UserPrincipalName']].some(
      (each) => typeof each === 'string' && each.toLowerCase().startsWith(anr),
    );
  return (row) => named(row) && filter(row);
}
