/** `postern tenant list` */

import type { Tenant } from '../../directory/nouns.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { printable, table, time } from '../output.ts';

export const tenantList: CommandDefinition = {
  path: 'tenant list',
  summary: 'List tenants',
  examples: ['postern tenant list'],
  async run(input) {
    const data = await input.door.call<{ tenants: Tenant[] }>('GET', '/tenants');
    const rows = data.tenants.map((tenant) => [tenant.domain, tenant.displayName, time(tenant.createdAt)]);
    return { data, text: printable(table([['DOMAIN', 'NAME', 'CREATED'], ...rows])) };
  },
};
