/** `Get-Mailbox`, and `Get-EXOMailbox`, which scripts use for it. */
import type { User } from '../../../directory/nouns.ts';
import type { Cmdlet } from '../cmdlet.ts';
import { mailboxesOf } from './mailboxes-of.ts';

export const getMailbox: Cmdlet = {
  name: 'Get-Mailbox',
  parameters: { Identity: 'text' },
  run: (parameters, context) => mailboxesOf(parameters.text('Identity'), context, mailboxOf),
};

async function mailboxOf(user: User): Promise<object> {
  return {
    Identity: user.userPrincipalName,
    Guid: user.id,
    ExternalDirectoryObjectId: user.id,
    UserPrincipalName: user.userPrincipalName,
    PrimarySmtpAddress: user.userPrincipalName,
    DisplayName: user.displayName,
    EmailAddresses: [`SMTP:${user.userPrincipalName}`, ...user.aliases.map((alias) => `smtp:${alias}`)],
    RecipientTypeDetails: 'UserMailbox',
  };
}
