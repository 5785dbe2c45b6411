/** `postern tenant show` */

import type { Tenant } from '../../directory/nouns.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import type { Settings } from '../format-settings.ts';
import { formatSettings } from '../format-settings.ts';
import { printable } from '../output.ts';

export const tenantShow: CommandDefinition = {
  path: 'tenant show',
  summary: 'Show a tenant and the settings in force',
  arguments: [['<domain>', 'a domain of the tenant']],
  examples: ['postern tenant show fabrikam.example'],
  async run(input) {
    const path = at`/tenants/${argument(input, 0)}`;
    const data = await input.door.call<{ tenant: Tenant; settings: Settings }>('GET', path);
    return { data, text: `${printable(data.tenant.domain)}\n${formatSettings(data.settings)}` };
  },
};
