/** `postern conditional-access set` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { listOf, policyBody, policyOptions, stateChoices } from '../conditional-access-options.ts';
import { at } from '../door.ts';
import { type AccessPolicy, describePolicy } from '../format-conditional-access.ts';
import { atLeastOne, tenantOption } from '../settings-options.ts';

export const conditionalAccessSet: CommandDefinition = {
  path: 'conditional-access set',
  summary: 'Change a Conditional Access policy, or leave users out of it',
  arguments: [['<policy>', 'its name, or its id']],
  options: [
    tenantOption,
    { flags: '--state <value>', meaning: 'enabled, disabled, or only reporting', choices: stateChoices },
    {
      flags: '--exclude-users <logins>',
      meaning: 'of these it demands nothing, beside those who are left out already',
    },
    { flags: '--readmit-users <logins>', meaning: 'these are left out no longer' },
    { flags: '--name <name>', meaning: 'another name' },
    ...policyOptions,
  ],
  examples: [
    'postern conditional-access set "Block legacy authentication" --tenant wingtip.example --exclude-users printer@wingtip.example',
    'postern conditional-access set "Block legacy authentication" --tenant wingtip.example --state report-only',
  ],
  async run(input) {
    const [state, name] = [text(input, 'state'), text(input, 'name')];
    const body = atLeastOne({
      ...(state === undefined ? {} : { state }),
      ...(name === undefined ? {} : { name }),
      ...policyBody(input),
      ...listOf(input, 'excludeUsers', 'addExcludedUsers'),
      ...listOf(input, 'readmitUsers', 'dropExcludedUsers'),
    });
    const tenant = text(input, 'tenant') ?? '';
    const path = at`/tenants/${tenant}/conditional-access/${argument(input, 0)}`;
    const data = await input.door.call<{ policy: AccessPolicy }>('PATCH', path, body);
    return { data, text: await describePolicy(input.door, tenant, data.policy) };
  },
};
