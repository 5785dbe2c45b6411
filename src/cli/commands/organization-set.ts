/** `postern organization set` */
import { changeSettings } from '../change-settings.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { at } from '../door.ts';
import { organizationOptions } from '../organization-options.ts';
import { atLeastOne, settingsOf, tenantOption } from '../settings-options.ts';
import { untilOption } from '../until.ts';

export const organizationSet: CommandDefinition = {
  path: 'organization set',
  summary: 'Set what holds for all mailboxes of a tenant',
  options: [tenantOption, ...organizationOptions, untilOption],
  examples: [
    'postern organization set --tenant fabrikam.example --smtp-auth on',
    'postern organization set --tenant fabrikam.example --basic-authentication retired',
  ],
  async run(input) {
    const settings = atLeastOne(settingsOf(input, organizationOptions));
    return changeSettings(input, at`/tenants/${text(input, 'tenant') ?? ''}`, settings);
  },
};
