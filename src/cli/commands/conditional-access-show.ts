/** `postern conditional-access show` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';
import { type AccessPolicy, describePolicy } from '../format-conditional-access.ts';
import { tenantOption } from '../settings-options.ts';

export const conditionalAccessShow: CommandDefinition = {
  path: 'conditional-access show',
  summary: 'Show a Conditional Access policy: of whom, at what and from where it demands what',
  arguments: [['<policy>', 'its name, or its id']],
  options: [tenantOption],
  examples: ['postern conditional-access show "Block legacy authentication" --tenant wingtip.example'],
  async run(input) {
    const tenant = text(input, 'tenant') ?? '';
    const path = at`/tenants/${tenant}/conditional-access/${argument(input, 0)}`;
    const data = await input.door.call<{ policy: AccessPolicy }>('GET', path);
    return { data, text: await describePolicy(input.door, tenant, data.policy) };
  },
};
