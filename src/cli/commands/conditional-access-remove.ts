/** `postern conditional-access remove` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';
import { printable } from '../output.ts';
import { tenantOption } from '../settings-options.ts';

export const conditionalAccessRemove: CommandDefinition = {
  path: 'conditional-access remove',
  summary: 'Remove a Conditional Access policy',
  arguments: [['<policy>', 'its name, or its id']],
  options: [tenantOption],
  examples: ['postern conditional-access remove "Block legacy" --tenant contoso.example'],
  async run(input) {
    const policy = argument(input, 0);
    const path = at`/tenants/${text(input, 'tenant') ?? ''}/conditional-access/${policy}`;
    const data = await input.door.call('DELETE', path);
    return { data, text: printable(`removed ${policy}`) };
  },
};
