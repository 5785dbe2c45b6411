/** What `postern mailbox` sets and shows. */
import { sendingRestrictions, simulatedFailures } from '../contract/words.ts';
import { choice, choiceOrNone, count, type SettingOption, size } from './settings-options.ts';

export const mailboxOptions: readonly SettingOption[] = [
  choice('smtp-auth', 'mailboxSmtpAuth', 'Authenticated SMTP', ['on', 'off', 'inherit']),
  choiceOrNone('sending-restriction', 'sendingRestriction', 'why it may not send for now', sendingRestrictions),
  choiceOrNone('simulated-failure', 'simulatedFailure', 'a failure to test a client against', simulatedFailures),
  count('messages-per-minute', 'messagesPerMinute', '0: no limit, or inherit'),
  count('concurrent-connections', 'concurrentConnections', '0: no limit, or inherit'),
  count('recipients-per-day', 'recipientsPerDay', '0: no limit, or inherit'),
  count('recipients-per-message', 'recipientsPerMessage', 'from 1, or inherit'),
  size('message-size', 'messageSizeBytes', 'octets or a size such as 10MB, or inherit'),
];
