/** `postern authentication-policy remove` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';
import { printable } from '../output.ts';
import { tenantOption } from '../settings-options.ts';

export const authenticationPolicyRemove: CommandDefinition = {
  path: 'authentication-policy remove',
  summary: 'Remove an authentication policy that nobody has',
  arguments: [['<policy>', 'its name']],
  options: [tenantOption],
  examples: ['postern authentication-policy remove "Printers only" --tenant contoso.example'],
  async run(input) {
    const policy = argument(input, 0);
    const path = at`/tenants/${text(input, 'tenant') ?? ''}/authentication-policies/${policy}`;
    const data = await input.door.call('DELETE', path);
    return { data, text: printable(`removed ${policy}`) };
  },
};
