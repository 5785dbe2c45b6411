/** `postern authentication-policy set` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';
import { printable } from '../output.ts';
import { tenantOption } from '../settings-options.ts';

export const authenticationPolicySet: CommandDefinition = {
  path: 'authentication-policy set',
  summary: 'Let an authentication policy allow SMTP with a password, or block it',
  arguments: [['<policy>', 'its name']],
  options: [
    tenantOption,
    {
      flags: '--basic-smtp <value>',
      meaning: 'SMTP with a password, app passwords too',
      choices: ['allowed', 'blocked'],
      required: true,
    },
  ],
  examples: ['postern authentication-policy set "Block basic" --tenant contoso.example --basic-smtp allowed'],
  async run(input) {
    const [policy, value] = [argument(input, 0), text(input, 'basicSmtp')];
    const path = at`/tenants/${text(input, 'tenant') ?? ''}/authentication-policies/${policy}`;
    const data = await input.door.call('PATCH', path, { allowBasicAuthSmtp: value === 'allowed' });
    return { data, text: printable(`${policy}: SMTP with a password is ${value}`) };
  },
};
