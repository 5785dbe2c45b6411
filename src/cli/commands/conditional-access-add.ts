/** `postern conditional-access add` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { listOf, policyBody, policyOptions, stateChoices } from '../conditional-access-options.ts';
import { at } from '../door.ts';
import { type AccessPolicy, describePolicy } from '../format-conditional-access.ts';
import { tenantOption } from '../settings-options.ts';

export const conditionalAccessAdd: CommandDefinition = {
  path: 'conditional-access add',
  summary: 'Add a Conditional Access policy; left to itself it blocks the legacy clients of everybody from everywhere',
  arguments: [['<name>', 'name for people']],
  options: [
    tenantOption,
    {
      flags: '--state <value>',
      meaning: 'report-only shows first what it would do',
      choices: stateChoices,
      required: true,
    },
    ...policyOptions,
    { flags: '--exclude-users <logins>', meaning: 'of these not, separated by commas' },
  ],
  examples: [
    'postern conditional-access add "Block legacy" --tenant contoso.example --state report-only',
    'postern conditional-access add "Block elsewhere" --tenant contoso.example --state enabled --exclude-locations 192.0.2.0/24',
  ],
  async run(input) {
    const body = {
      name: argument(input, 0),
      state: text(input, 'state'),
      ...policyBody(input),
      ...listOf(input, 'excludeUsers', 'excludedUsers'),
    };
    const tenant = text(input, 'tenant') ?? '';
    const path = at`/tenants/${tenant}/conditional-access`;
    const data = await input.door.call<{ policy: AccessPolicy }>('POST', path, body);
    return { data, text: await describePolicy(input.door, tenant, data.policy) };
  },
};
