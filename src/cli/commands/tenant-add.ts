/** `postern tenant add` */

import type { Tenant } from '../../directory/nouns.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';

export const tenantAdd: CommandDefinition = {
  path: 'tenant add',
  summary: 'Add a tenant',
  arguments: [['<domain>', 'first accepted domain']],
  options: [{ flags: '--display-name <name>', meaning: 'name for people' }],
  examples: ['postern tenant add fabrikam.example'],
  async run(input) {
    const body = { domain: argument(input, 0), displayName: text(input, 'displayName') };
    const data = await input.door.call<{ tenant: Tenant }>('POST', '/tenants', body);
    return { data, text: `added ${data.tenant.domain}` };
  },
};
