/** `postern role remove` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';
import { printable } from '../output.ts';

export const roleRemove: CommandDefinition = {
  path: 'role remove',
  summary: 'Take a role away from a user or an application',
  arguments: [
    ['<role>', 'as in exchange-administrator; docs/generated/roles.md has them'],
    ['<principal>', 'user principal name, or the client id of an application'],
  ],
  options: [{ flags: '--tenant <domain>', meaning: 'tenant', required: true }],
  examples: ['postern role remove exchange-administrator ann@fabrikam.example --tenant fabrikam.example'],
  async run(input) {
    const [role, principal] = [argument(input, 0), argument(input, 1)];
    const data = await input.door.call(
      'DELETE',
      at`/tenants/${text(input, 'tenant') ?? ''}/roles/${role}/${principal}`,
    );
    return { data, text: printable(`${principal} holds no longer ${role}`) };
  },
};
