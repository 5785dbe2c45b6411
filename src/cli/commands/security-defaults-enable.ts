/** `postern security-defaults enable` */
import type { CommandDefinition } from '../command-definition.ts';
import { securityDefaultsOptions, turnSecurityDefaults } from '../security-defaults.ts';

export const securityDefaultsEnable: CommandDefinition = {
  path: 'security-defaults enable',
  summary: 'Refuse every legacy sign-in of a tenant, app passwords too',
  options: securityDefaultsOptions,
  examples: [
    'postern security-defaults enable --tenant fabrikam.example',
    'postern security-defaults enable --tenant fabrikam.example --until 18:00',
  ],
  run: (input) => turnSecurityDefaults(input, true),
};
