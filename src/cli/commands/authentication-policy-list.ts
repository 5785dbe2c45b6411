/** `postern authentication-policy list` */
import type { listAuthenticationPolicies } from '../../contract/authentication-policies.ts';
import type { Answer } from '../../contract/route-contract.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { at } from '../door.ts';
import { printable, table } from '../output.ts';
import { tenantOption } from '../settings-options.ts';

export const authenticationPolicyList: CommandDefinition = {
  path: 'authentication-policy list',
  summary: 'List the authentication policies of a tenant, and which users without their own have',
  options: [tenantOption],
  examples: ['postern authentication-policy list --tenant contoso.example'],
  async run(input) {
    const path = at`/tenants/${text(input, 'tenant') ?? ''}/authentication-policies`;
    const data = await input.door.call<Answer<typeof listAuthenticationPolicies>>('GET', path);
    const rows = data.policies.map(({ name, allowBasicAuthSmtp }) => [
      name,
      allowBasicAuthSmtp ? 'allowed' : 'blocked',
      name === data.default ? 'default' : '',
    ]);
    return { data, text: printable(table([['POLICY', 'BASIC SMTP', ''], ...rows])) };
  },
};
