/** `postern issuer list` */
import type { TrustedIssuer } from '../../directory/trusted-issuer.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { at } from '../door.ts';
import { printable, table } from '../output.ts';

export const issuerList: CommandDefinition = {
  path: 'issuer list',
  summary: 'List the issuers that a tenant trusts beside its own',
  options: [{ flags: '--tenant <domain>', meaning: 'the tenant, by its domain', required: true }],
  examples: ['postern issuer list --tenant fabrikam.example'],
  async run(input) {
    const path = at`/tenants/${text(input, 'tenant') ?? ''}/trusted-issuers`;
    const data = await input.door.call<{ issuers: TrustedIssuer[] }>('GET', path);
    const rows = data.issuers.map((each) => [
      each.id,
      each.issuer,
      each.audience,
      each.userClaim,
      each.requiredScope,
      each.jwksUri,
    ]);
    return { data, text: printable(table([['ID', 'ISSUER', 'AUDIENCE', 'USER', 'SCOPE', 'KEYS'], ...rows])) };
  },
};
