/** Authenticated SMTP of one mailbox (`Get-CASMailbox`): true is off, and null inherits (MICROSOFT 365 R1). */
import type { Fields } from './fields.ts';
import { onlyRow } from './only-row.ts';
import { type Source, setting } from './setting-access.ts';

const disabled = 'SmtpClientAuthenticationDisabled';

const source: Source<Fields> = {
  name: 'Get-CASMailbox',
  read: ({ exchange }, user) => onlyRow(exchange, 'Get-CASMailbox', { Identity: user }),
};

export const mailboxSmtpAuth = setting({
  source,
  property: disabled,
  rawIn: (mailbox) => mailbox.flagOrNull(disabled),
  valueIn: (mailbox) => {
    const raw = mailbox.flagOrNull(disabled);
    return raw === null ? 'inherit' : raw ? 'off' : 'on';
  },
  rawOf: (value) => (value === 'inherit' ? null : value === 'off'),
  write: ({ exchange }, user, raw) => exchange.change('Set-CASMailbox', { Identity: user, [disabled]: raw }),
});
