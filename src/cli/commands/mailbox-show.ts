/** `postern mailbox show` */
import type { User } from '../../directory/nouns.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { argument } from '../command-definition.ts';
import { at } from '../door.ts';
import { formatOwnOrInherited, pickSettings, type Settings } from '../format-settings.ts';
import { mailboxOptions } from '../mailbox-options.ts';

/** What a mailbox has from its tenant where it does not say. */
const inherited: Readonly<Record<string, string>> = {
  mailboxSmtpAuth: 'smtpAuth',
  messagesPerMinute: 'messagesPerMinute',
  concurrentConnections: 'concurrentConnections',
  recipientsPerDay: 'recipientsPerDay',
  recipientsPerMessage: 'recipientsPerMessage',
  messageSizeBytes: 'messageSizeBytes',
};

export const mailboxShow: CommandDefinition = {
  path: 'mailbox show',
  summary: 'Show Authenticated SMTP and the limits of a mailbox: its own, and those that it has from its tenant',
  arguments: [['<address>', 'address of the mailbox']],
  examples: ['postern mailbox show scanner@fabrikam.example'],
  async run({ door, ...input }) {
    const path = at`/users/${argument({ door, ...input }, 0)}`;
    const { user, settings } = await door.call<{ user: User; settings: Settings }>('GET', path);
    const own = pickSettings(settings, mailboxOptions);
    const tenant = await door.call<{ settings: Settings }>('GET', at`/tenants/${user.tenantId}`);
    const inForce = Object.fromEntries(
      Object.entries(own).map(([name, setting]) => {
        const isInherited = setting.value === 'inherit' || setting.value === null;
        const from = isInherited ? tenant.settings[inherited[name] ?? ''] : undefined;
        return [name, from === undefined ? { ...setting, from: 'mailbox' } : { ...from, from: 'organization' }];
      }),
    );
    return { data: { user, settings: own, inForce }, text: formatOwnOrInherited(inForce) };
  },
};
