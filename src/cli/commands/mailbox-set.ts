/** `postern mailbox set` */
import { changeSettings } from '../change-settings.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import { atLeastOne, count, same, settingsOf } from '../settings-options.ts';
import { untilOption } from '../until.ts';

export const mailboxSet: CommandDefinition = {
  path: 'mailbox set',
  summary: 'Set Authenticated SMTP and the limits of a mailbox',
  arguments: [['<address>', 'address of the mailbox']],
  options: [
    { flags: '--smtp-auth <value>', meaning: 'Authenticated SMTP', choices: ['on', 'off', 'inherit'] },
    { flags: '--messages-per-minute <n>', meaning: '0: no limit, or inherit' },
    { flags: '--concurrent-connections <n>', meaning: '0: no limit, or inherit' },
    { flags: '--recipients-per-day <n>', meaning: '0: no limit, or inherit' },
    { flags: '--recipients-per-message <n>', meaning: 'from 1, or inherit' },
    { flags: '--message-size <n>', meaning: 'octets, or inherit' },
    untilOption,
  ],
  examples: [
    'postern mailbox set scanner@fabrikam.example --smtp-auth on',
    'postern mailbox set scanner@fabrikam.example --messages-per-minute 5',
  ],
  async run(input) {
    const settings = atLeastOne(
      settingsOf(input, {
        smtpAuth: ['mailboxSmtpAuth', same],
        messagesPerMinute: ['messagesPerMinute', count],
        concurrentConnections: ['concurrentConnections', count],
        recipientsPerDay: ['recipientsPerDay', count],
        recipientsPerMessage: ['recipientsPerMessage', count],
        messageSize: ['messageSizeBytes', count],
      }),
    );
    return changeSettings(input, at`/users/${argument(input, 0)}`, settings);
  },
};
