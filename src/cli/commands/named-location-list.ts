/** `postern named-location list` */
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { at } from '../door.ts';
import type { Location } from '../format-conditional-access.ts';
import { printable, table } from '../output.ts';
import { tenantOption } from '../settings-options.ts';

export const namedLocationList: CommandDefinition = {
  path: 'named-location list',
  summary: 'List the networks that Conditional Access policies of a tenant can name',
  options: [tenantOption],
  examples: ['postern named-location list --tenant wingtip.example'],
  async run(input) {
    const path = at`/tenants/${text(input, 'tenant') ?? ''}/named-locations`;
    const data = await input.door.call<{ locations: Location[] }>('GET', path);
    const rows = data.locations.map(({ name, trusted, ranges, id }) => [
      name,
      trusted ? 'trusted' : '',
      ranges.join(', '),
      id,
    ]);
    return { data, text: printable(table([['LOCATION', '', 'RANGES', 'ID'], ...rows])) };
  },
};
