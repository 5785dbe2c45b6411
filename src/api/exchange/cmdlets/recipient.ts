/** What the cmdlets say alike of a mailbox: its names and addresses. Pure. */
import type { User } from '../../../directory/nouns.ts';

export const namesOf = (user: User) => ({
  Identity: user.userPrincipalName,
  Guid: user.id,
  ExternalDirectoryObjectId: user.id,
  Name: user.displayName,
  DisplayName: user.displayName,
  Alias: user.userPrincipalName.slice(0, user.userPrincipalName.lastIndexOf('@')),
  PrimarySmtpAddress: user.userPrincipalName,
  WindowsEmailAddress: user.userPrincipalName,
  EmailAddresses: [`SMTP:${user.userPrincipalName}`, ...user.aliases.map((alias) => `smtp:${alias}`)],
});

export const kindOf = {
  RecipientType: 'UserMailbox',
  RecipientTypeDetails: 'UserMailbox',
} as const;
