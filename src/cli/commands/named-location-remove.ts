/** `postern named-location remove` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';
import { printable } from '../output.ts';
import { tenantOption } from '../settings-options.ts';

export const namedLocationRemove: CommandDefinition = {
  path: 'named-location remove',
  summary: 'Remove a named location that no policy names',
  arguments: [['<location>', 'its name, or its id']],
  options: [tenantOption],
  examples: ['postern named-location remove Office --tenant wingtip.example'],
  async run(input) {
    const location = argument(input, 0);
    const path = at`/tenants/${text(input, 'tenant') ?? ''}/named-locations/${location}`;
    const data = await input.door.call('DELETE', path);
    return { data, text: printable(`removed ${location}`) };
  },
};
