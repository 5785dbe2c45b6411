/** `postern named-location add` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, listed, text } from '../command-definition.ts';
import { at } from '../door.ts';
import type { Location } from '../format-conditional-access.ts';
import { printable } from '../output.ts';
import { tenantOption } from '../settings-options.ts';

export const namedLocationAdd: CommandDefinition = {
  path: 'named-location add',
  summary: 'Give a name to networks, for Conditional Access policies to name',
  arguments: [['<name>', 'name for people']],
  options: [
    tenantOption,
    { flags: '--ranges <ranges>', meaning: 'in CIDR notation, separated by commas', required: true },
    { flags: '--trusted', meaning: 'what names AllTrusted means it too' },
  ],
  examples: [
    'postern named-location add Office --tenant wingtip.example --ranges 192.0.2.0/24,2001:db8::/48 --trusted',
  ],
  async run(input) {
    const body = {
      name: argument(input, 0),
      ranges: listed(input, 'ranges'),
      trusted: input.options['trusted'] === true,
    };
    const path = at`/tenants/${text(input, 'tenant') ?? ''}/named-locations`;
    const data = await input.door.call<{ location: Location }>('POST', path, body);
    return { data, text: printable(`added ${data.location.name} ${data.location.id}`) };
  },
};
