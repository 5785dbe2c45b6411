/** `postern conditional-access list` */
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { at } from '../door.ts';
import { type AccessPolicy, formatPolicies } from '../format-conditional-access.ts';
import { tenantOption } from '../settings-options.ts';

export const conditionalAccessList: CommandDefinition = {
  path: 'conditional-access list',
  summary: 'List the Conditional Access policies of a tenant',
  options: [tenantOption],
  examples: ['postern conditional-access list --tenant wingtip.example'],
  async run(input) {
    const path = at`/tenants/${text(input, 'tenant') ?? ''}/conditional-access`;
    const data = await input.door.call<{ policies: AccessPolicy[] }>('GET', path);
    return { data, text: formatPolicies(data.policies) };
  },
};
