/** `postern authentication-policy add` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';
import { printable } from '../output.ts';
import { tenantOption } from '../settings-options.ts';

export const authenticationPolicyAdd: CommandDefinition = {
  path: 'authentication-policy add',
  summary: 'Add an authentication policy; "user set" and "organization set" then give it to users',
  arguments: [['<name>', 'its name']],
  options: [
    tenantOption,
    {
      flags: '--basic-smtp <value>',
      meaning: 'SMTP with a password, app passwords too',
      choices: ['allowed', 'blocked'],
      default: 'blocked',
    },
  ],
  examples: ['postern authentication-policy add "Printers only" --tenant contoso.example --basic-smtp allowed'],
  async run(input) {
    const path = at`/tenants/${text(input, 'tenant') ?? ''}/authentication-policies`;
    const body = { name: argument(input, 0), allowBasicAuthSmtp: text(input, 'basicSmtp') === 'allowed' };
    const data = await input.door.call('POST', path, body);
    return { data, text: printable(`added ${body.name}: SMTP with a password is ${text(input, 'basicSmtp')}`) };
  },
};
