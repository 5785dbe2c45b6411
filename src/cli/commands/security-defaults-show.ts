/** `postern security-defaults show` */
import { areas } from '../../directory/access.ts';
import type { Tenant } from '../../directory/nouns.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { at } from '../door.ts';
import { formatSettings, type Settings } from '../format-settings.ts';
import { CliError, exitCodes } from '../output.ts';
import { tenantOption } from '../settings-options.ts';

export const securityDefaultsShow: CommandDefinition = {
  path: 'security-defaults show',
  summary: 'Show whether security defaults of a tenant are on, and who turned them so',
  options: [tenantOption],
  examples: ['postern security-defaults show --tenant fabrikam.example'],
  async run({ door, ...input }) {
    const path = at`/tenants/${text({ door, ...input }, 'tenant') ?? ''}`;
    const { tenant, settings } = await door.call<{ tenant: Tenant; settings: Settings }>('GET', path);
    const { securityDefaults } = settings;
    if (securityDefaults === undefined)
      throw new CliError(
        exitCodes.notPermitted,
        `one of these roles is needed: ${areas['security-defaults'].read.roles.join(', ')}`,
      );
    return { data: { tenant, securityDefaults }, text: formatSettings({ securityDefaults }) };
  },
};
