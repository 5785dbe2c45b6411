/** `postern mailbox-permission add` */
import type { CommandDefinition } from '../command-definition.ts';
import { argument, text } from '../command-definition.ts';
import { at } from '../door.ts';

export const mailboxPermissionAdd: CommandDefinition = {
  path: 'mailbox-permission add',
  summary: 'Let somebody else use a mailbox: send as it, or read it',
  arguments: [['<address>', 'address of the mailbox']],
  options: [
    { flags: '--trustee <upn>', meaning: 'who may', required: true },
    { flags: '--right <value>', meaning: 'what they may', choices: ['SendAs', 'FullAccess'], default: 'SendAs' },
  ],
  examples: ['postern mailbox-permission add copier@fabrikam.example --trustee scanner@fabrikam.example'],
  async run(input) {
    const [mailbox, trustee, right] = [argument(input, 0), text(input, 'trustee') ?? '', text(input, 'right') ?? ''];
    const data = await input.door.call('PUT', at`/users/${mailbox}/mailbox-permissions/${trustee}/${right}`);
    return { data, text: `${trustee} has ${right} on ${mailbox}` };
  },
};
