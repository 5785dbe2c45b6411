/** What `postern conditional-access` adds and changes of a policy. */
import { type CommandInput, type CommandOption, listed, text } from './command-definition.ts';

/** Each list replaces the one that was there. */
export const policyOptions: readonly CommandOption[] = [
  { flags: '--grant <value>', meaning: 'what it demands', choices: ['block', 'mfa'] },
  {
    flags: '--client-apps <names>',
    meaning:
      'of which clients, separated by commas: all, browser, mobileAppsAndDesktopClients, exchangeActiveSync, other',
  },
  { flags: '--users <logins>', meaning: 'of whom: All, None, or users, separated by commas' },
  { flags: '--applications <ids>', meaning: 'at what they sign in to: All, None, Office365, or client ids' },
  { flags: '--locations <names>', meaning: 'from where: All, AllTrusted, named locations or ranges' },
  { flags: '--exclude-locations <names>', meaning: 'but not from there; "" for none' },
];

export const stateChoices = ['enabled', 'disabled', 'report-only'];

/** The body that `policyOptions` ask for. */
export function policyBody(input: CommandInput): Record<string, unknown> {
  const grant = text(input, 'grant');
  return {
    ...(grant === undefined ? {} : { grant }),
    ...listOf(input, 'clientApps', 'clientApps'),
    ...listOf(input, 'users', 'includedUsers'),
    ...listOf(input, 'applications', 'includedApplications'),
    ...listOf(input, 'locations', 'includedLocations'),
    ...listOf(input, 'excludeLocations', 'excludedLocations'),
  };
}

/** What stands in the option `name`, as `field`, where it was given. */
export function listOf(input: CommandInput, name: string, field: string): Record<string, string[]> {
  return text(input, name) === undefined ? {} : { [field]: listed(input, name) };
}
