/** Authentication policies, and which one a user has (MICROSOFT 365 R4, §5.3). */
import type { AuthenticationPolicy } from '../../../directory/settings.ts';
import type { RawValue } from '../tenant-provider.ts';
import type { Fields } from './fields.ts';
import { onlyRow } from './only-row.ts';
import { policyName } from './policy-name.ts';
import { type Apis, type Source, setting } from './setting-access.ts';

const allows = 'AllowBasicAuthSmtp';

const policies: Source<readonly Fields[]> = {
  name: 'Get-AuthenticationPolicy',
  read: async ({ exchange }) => (await exchange.read('Get-AuthenticationPolicy')) ?? [],
};

export const authenticationPolicies = setting({
  source: policies,
  property: allows,
  rawIn: (rows) => rows.map((row) => ({ Name: nameIn(row), [allows]: row.flag(allows) })),
  valueIn: (rows) =>
    rows.map((row): AuthenticationPolicy => ({ name: nameIn(row), allowBasicAuthSmtp: row.flag(allows) })),
  rawOf: (value) =>
    (value as readonly AuthenticationPolicy[]).map(({ name, allowBasicAuthSmtp }) => ({
      Name: name,
      [allows]: allowBasicAuthSmtp,
    })),
  evidence: (rows) => rows.map((row) => `${nameIn(row)}: ${allows} = ${row.flag(allows)}`).join('; '),
  rows: {
    keyOf: ({ Name }) => (typeof Name === 'string' ? Name.toLowerCase() : ''),
    written: (row) => row[allows] ?? false,
  },
  write: writePolicies,
});

/** A policy has names for several readers; what is written names it by its own. */
function nameIn(row: Fields): string {
  return row.optionalText('Name') ?? policyName(row.optionalText('Identity')) ?? row.text('Name');
}

interface RawPolicy {
  readonly Name: string;
  readonly AllowBasicAuthSmtp: boolean;
}

/** What differs, policy by policy: new ones, changed ones, and those that are there no more. */
async function writePolicies({ exchange }: Apis, _user: string, raw: RawValue, present: RawValue): Promise<void> {
  const wanted = raw as unknown as readonly RawPolicy[];
  const there = new Map((present as unknown as readonly RawPolicy[]).map((policy) => [keyOf(policy), policy]));
  for (const policy of wanted) {
    const before = there.get(keyOf(policy));
    const { Name, AllowBasicAuthSmtp } = policy;
    if (before === undefined)
      await exchange.change('New-AuthenticationPolicy', { Name, AllowBasicAuthSmtp }, { repeatable: false });
    else if (before.AllowBasicAuthSmtp !== AllowBasicAuthSmtp)
      await exchange.change('Set-AuthenticationPolicy', { Identity: Name, AllowBasicAuthSmtp });
  }
  const kept = new Set(wanted.map(keyOf));
  for (const [key, { Name }] of there)
    if (!kept.has(key)) await exchange.change('Remove-AuthenticationPolicy', { Identity: Name });
}

function keyOf({ Name }: RawPolicy): string {
  return Name.toLowerCase();
}

const property = 'AuthenticationPolicy';

const user: Source<Fields> = {
  name: 'Get-User',
  read: ({ exchange }, id) => onlyRow(exchange, 'Get-User', { Identity: id }),
};

/** The user's own. */
export const authenticationPolicy = setting({
  source: user,
  property,
  rawIn: (row) => row.optionalText(property),
  valueIn: (row) => policyName(row.optionalText(property)),
  rawOf: (value) => (typeof value === 'string' ? value : null),
  write: ({ exchange }, id, raw) => exchange.change('Set-User', { Identity: id, [property]: raw }),
});
