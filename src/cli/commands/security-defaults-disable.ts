/** `postern security-defaults disable` */
import type { CommandDefinition } from '../command-definition.ts';
import { securityDefaultsOptions, turnSecurityDefaults } from '../security-defaults.ts';

export const securityDefaultsDisable: CommandDefinition = {
  path: 'security-defaults disable',
  summary: 'Let the other controls of a tenant decide about legacy sign-ins; with --until, for a while',
  options: securityDefaultsOptions,
  examples: [
    'postern security-defaults disable --tenant fabrikam.example',
    'postern security-defaults disable --tenant fabrikam.example --until 18:00',
  ],
  run: (input) => turnSecurityDefaults(input, false),
};
