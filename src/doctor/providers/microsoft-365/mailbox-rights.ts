/** Who may open a mailbox, and who may send as it (`Get-MailboxPermission`, `Get-RecipientPermission`). */
import type { ExchangeApi } from './exchange-api.ts';
import type { Fields } from './fields.ts';

const rights = {
  FullAccess: { cmdlet: 'Get-MailboxPermission', trustee: 'User' },
  SendAs: { cmdlet: 'Get-RecipientPermission', trustee: 'Trustee' },
} as const;

/** Trustees as Exchange names them, in lower case; null: there is no such mailbox. */
export async function trusteesOf(
  exchange: ExchangeApi,
  mailbox: string,
  right: keyof typeof rights,
): Promise<readonly string[] | null> {
  const { cmdlet, trustee } = rights[right];
  const rows = await exchange.read(cmdlet, { Identity: mailbox });
  return rows?.filter((row) => isGranted(row, right)).map((row) => row.text(trustee).toLowerCase()) ?? null;
}

function isGranted(row: Fields, right: string): boolean {
  const said = row.raw('AccessRights');
  const named = (Array.isArray(said) ? said : [said]).map((each) => String(each).toLowerCase());
  const isDenied = row.raw('Deny') === true || row.optionalText('AccessControlType') === 'Deny';
  return !isDenied && named.some((each) => each.split(/,\s*/).includes(right.toLowerCase()));
}

/** Whether one of `names` is a trustee; Exchange may put the forest before a name. */
export function isTrustee(trustees: readonly string[], names: readonly string[]): boolean {
  const sought = new Set(names.map((name) => name.toLowerCase()));
  return trustees.some((each) => sought.has(each) || sought.has(each.slice(each.lastIndexOf('\\') + 1)));
}
