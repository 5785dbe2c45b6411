/** What turns security defaults on and off. */
import { changeSettings } from './change-settings.ts';
import { type CommandInput, text } from './command-definition.ts';
import { at } from './door.ts';
import type { Outcome } from './output.ts';
import { tenantOption } from './settings-options.ts';
import { untilOption } from './until.ts';

export const securityDefaultsOptions = [tenantOption, untilOption];

export function turnSecurityDefaults(input: CommandInput, securityDefaults: boolean): Promise<Outcome> {
  return changeSettings(input, at`/tenants/${text(input, 'tenant') ?? ''}`, { securityDefaults });
}
