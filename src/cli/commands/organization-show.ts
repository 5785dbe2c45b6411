/** `postern organization show` */
import type { Tenant } from '../../directory/nouns.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { at } from '../door.ts';
import { formatSettings, pickSettings, type Settings } from '../format-settings.ts';
import { organizationOptions } from '../organization-options.ts';
import { tenantOption } from '../settings-options.ts';

export const organizationShow: CommandDefinition = {
  path: 'organization show',
  summary: 'Show what holds for all mailboxes of a tenant, and who set it',
  options: [tenantOption],
  examples: ['postern organization show --tenant fabrikam.example'],
  async run(input) {
    const path = at`/tenants/${text(input, 'tenant') ?? ''}`;
    const { tenant, settings } = await input.door.call<{ tenant: Tenant; settings: Settings }>('GET', path);
    const shown = pickSettings(settings, organizationOptions);
    return { data: { tenant, settings: shown }, text: formatSettings(shown) };
  },
};
