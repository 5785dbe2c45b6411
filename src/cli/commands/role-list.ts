/** `postern role list` */

import type { listRoles } from '../../contract/roles.ts';
import type { Answer } from '../../contract/route-contract.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { at } from '../door.ts';
import { printable, table } from '../output.ts';
import { tenantOption } from '../settings-options.ts';

export const roleList: CommandDefinition = {
  path: 'role list',
  summary: 'Who holds which role in a tenant',
  options: [tenantOption],
  examples: ['postern role list --tenant fabrikam.example'],
  async run(input) {
    const path = at`/tenants/${text(input, 'tenant') ?? ''}/roles`;
    const data = await input.door.call<Answer<typeof listRoles>>('GET', path);
    const rows = data.assignments.map(({ role, principal }) => [role, principal.kind, principal.name, principal.id]);
    return { data, text: printable(table([['ROLE', '', 'HELD BY', 'ID'], ...rows])) };
  },
};
