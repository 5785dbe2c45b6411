/** `postern mailbox-permission remove` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';

export const mailboxPermissionRemove: CommandDefinition = {
  path: 'mailbox-permission remove',
  summary: 'Take a permission on a mailbox back',
  arguments: [['<address>', 'address of the mailbox']],
  options: [
    { flags: '--trustee <upn>', meaning: 'who may no longer', required: true },
    {
      flags: '--right <value>',
      meaning: 'what they may no longer',
      choices: ['SendAs', 'FullAccess'],
      default: 'SendAs',
    },
  ],
  examples: ['postern mailbox-permission remove copier@fabrikam.example --trustee scanner@fabrikam.example'],
  async run(input) {
    const [mailbox, trustee, right] = [argument(input, 0), text(input, 'trustee') ?? '', text(input, 'right') ?? ''];
    const data = await input.door.call('DELETE', at`/users/${mailbox}/mailbox-permissions/${trustee}/${right}`);
    return { data, text: `${trustee} has no ${right} on ${mailbox}` };
  },
};
