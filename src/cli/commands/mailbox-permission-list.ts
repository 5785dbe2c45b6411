/** `postern mailbox-permission list` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import { printable, table } from '../output.ts';

export const mailboxPermissionList: CommandDefinition = {
  path: 'mailbox-permission list',
  summary: 'List who else may use a mailbox',
  arguments: [['<address>', 'address of the mailbox']],
  examples: ['postern mailbox-permission list copier@fabrikam.example'],
  async run(input) {
    const path = at`/users/${argument(input, 0)}/mailbox-permissions`;
    const data = await input.door.call<{ permissions: { trustee: string; right: string }[] }>('GET', path);
    const rows = data.permissions.map(({ trustee, right }) => [trustee, right]);
    return { data, text: printable(table([['TRUSTEE', 'RIGHT'], ...rows])) };
  },
};
