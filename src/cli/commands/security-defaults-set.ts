/** `postern security-defaults set` */
import { changeSettings } from '../change-settings.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { at } from '../door.ts';
import { settingsOf, truth } from '../settings-options.ts';
import { untilOption } from '../until.ts';

export const securityDefaultsSet: CommandDefinition = {
  path: 'security-defaults set',
  summary: 'Turn security defaults of a tenant on or off',
  options: [
    { flags: '--tenant <domain>', meaning: 'the tenant, by one of its domains', required: true },
    { flags: '--enabled <value>', meaning: 'true or false', choices: ['true', 'false'], required: true },
    untilOption,
  ],
  examples: [
    'postern security-defaults set --tenant fabrikam.example --enabled false',
    'postern security-defaults set --tenant fabrikam.example --enabled false --until 18:00',
  ],
  async run(input) {
    const settings = settingsOf(input, { enabled: ['securityDefaults', truth] });
    return changeSettings(input, at`/tenants/${text(input, 'tenant') ?? ''}`, settings);
  },
};
