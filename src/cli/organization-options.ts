/** What `postern organization` sets and shows. */
import { retiredReplies } from '../contract/words.ts';
import { choice, count, nameOrNone, type SettingOption, truth } from './settings-options.ts';

const noLimit = '0: no limit; inherit: the default';

export const organizationOptions: readonly SettingOption[] = [
  choice('smtp-auth', 'smtpAuth', 'SMTP AUTH where a mailbox does not say', ['on', 'off']),
  choice('basic-authentication', 'basicAuthentication', 'for client submission', ['available', 'retired']),
  choice('retired-reply', 'retiredReply', 'the reply of retired basic authentication', retiredReplies),
  truth('legacy-tls-clients', 'legacyTlsClients', 'TLS 1.0 and 1.1 at the legacy endpoint'),
  nameOrNone('default-authentication-policy', 'defaultAuthenticationPolicy', 'the policy of users without their own'),
  choice('app-passwords', 'appPasswords', 'may users have app passwords', ['on', 'off']),
  choice('administrator-mfa', 'administratorMfa', 'administrators need a second factor; off for trials only', [
    'on',
    'off',
  ]),
  truth('send-from-alias', 'sendFromAlias', 'keep an alias as the sender'),
  count('messages-per-minute', 'messagesPerMinute', `of one mailbox; ${noLimit}`),
  choice('over-message-rate', 'overMessageRate', 'what becomes of messages beyond', ['delay', 'refuse']),
  count('recipients-per-day', 'recipientsPerDay', `of one mailbox; ${noLimit}`),
  count('concurrent-connections', 'concurrentConnections', `of one mailbox that may send at once; ${noLimit}`),
  count('recipients-per-message', 'recipientsPerMessage', 'from 1; inherit: the default'),
  count('message-size', 'messageSizeBytes', 'octets; inherit: the default'),
  count('sent-items-days', 'sentItemsDays', 'days that a copy stays in Sent Items; inherit: the default'),
  count('sent-items-messages', 'sentItemsMessages', 'copies in Sent Items of one mailbox; inherit: the default'),
];
