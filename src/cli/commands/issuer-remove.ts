/** `postern issuer remove` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';

export const issuerRemove: CommandDefinition = {
  path: 'issuer remove',
  summary: 'Trust an issuer no longer',
  arguments: [['<id>', 'its id, as the list shows it']],
  options: [{ flags: '--tenant <domain>', meaning: 'the tenant, by its domain', required: true }],
  examples: ['postern issuer remove 5f3c1c1e-6c1b-4b0e-9d2a-0f6f2b6f7c11 --tenant fabrikam.example'],
  async run(input) {
    const id = argument(input, 0);
    await input.door.call('DELETE', at`/tenants/${text(input, 'tenant') ?? ''}/trusted-issuers/${id}`);
    return { data: { removed: id }, text: `removed ${id}` };
  },
};
