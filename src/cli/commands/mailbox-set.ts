/** `postern mailbox set` */
import { changeSettings } from '../change-settings.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import { mailboxOptions } from '../mailbox-options.ts';
import { atLeastOne, settingsOf } from '../settings-options.ts';
import { untilOption } from '../until.ts';

export const mailboxSet: CommandDefinition = {
  path: 'mailbox set',
  summary: 'Set Authenticated SMTP and the limits of a mailbox',
  arguments: [['<address>', 'address of the mailbox']],
  options: [...mailboxOptions, untilOption],
  examples: [
    'postern mailbox set scanner@fabrikam.example --smtp-auth on',
    'postern mailbox set scanner@fabrikam.example --messages-per-minute 5',
  ],
  async run(input) {
    const settings = atLeastOne(settingsOf(input, mailboxOptions));
    return changeSettings(input, at`/users/${argument(input, 0)}`, settings);
  },
};
