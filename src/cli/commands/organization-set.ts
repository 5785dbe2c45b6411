/** `postern organization set` */
import { changeSettings } from '../change-settings.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { text } from '../command-definition.ts';
import { at } from '../door.ts';
import { atLeastOne, count, same, settingsOf, truth } from '../settings-options.ts';
import { untilOption } from '../until.ts';

export const organizationSet: CommandDefinition = {
  path: 'organization set',
  summary: 'Set what holds for all mailboxes of a tenant',
  options: [
    { flags: '--tenant <domain>', meaning: 'the tenant, by one of its domains', required: true },
    { flags: '--smtp-auth <value>', meaning: 'SMTP AUTH where a mailbox does not say', choices: ['on', 'off'] },
    { flags: '--basic-authentication <value>', meaning: 'available or retired', choices: ['available', 'retired'] },
    { flags: '--app-passwords <value>', meaning: 'may users have app passwords', choices: ['on', 'off'] },
    {
      flags: '--legacy-tls-clients <value>',
      meaning: 'TLS 1.0 and 1.1 at the legacy endpoint',
      choices: ['true', 'false'],
    },
    { flags: '--send-from-alias <value>', meaning: 'keep an alias as the sender', choices: ['true', 'false'] },
    { flags: '--messages-per-minute <n>', meaning: '0: no limit' },
    { flags: '--recipients-per-day <n>', meaning: '0: no limit' },
    untilOption,
  ],
  examples: [
    'postern organization set --tenant fabrikam.example --smtp-auth on',
    'postern organization set --tenant fabrikam.example --basic-authentication retired',
  ],
  async run(input) {
    const settings = atLeastOne(
      settingsOf(input, {
        smtpAuth: ['smtpAuth', same],
        basicAuthentication: ['basicAuthentication', same],
        appPasswords: ['appPasswords', same],
        legacyTlsClients: ['legacyTlsClients', truth],
        sendFromAlias: ['sendFromAlias', truth],
        messagesPerMinute: ['messagesPerMinute', count],
        recipientsPerDay: ['recipientsPerDay', count],
      }),
    );
    return changeSettings(input, at`/tenants/${text(input, 'tenant') ?? ''}`, settings);
  },
};
