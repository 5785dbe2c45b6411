/** `Get-Mailbox`, `Set-Mailbox`: who it is, and the limits of what it sends (M365 §4). `Get-Recipient` says the first part alone. */
import type { User } from '../../../directory/nouns.ts';
import type { Cmdlet, CmdletContext } from '../cmdlet.ts';
import { listParameters, mailboxesOf } from './mailboxes-of.ts';
import { kindOf, namesOf } from './recipient.ts';
import { readCount, readSize, shownSize } from './size.ts';

/** M365 §4: a mailbox sends at most 150 MB, and to at most 1,000 recipients at once. */
export const maximumSendBytes = 150 * 1024 ** 2;
export const maximumRecipients = 1000;

export const getMailbox: Cmdlet = {
  name: 'Get-Mailbox',
  parameters: { ...listParameters, RecipientTypeDetails: 'texts' },
  run: (parameters, context) =>
    withoutUserMailboxes(parameters.texts('RecipientTypeDetails'))
      ? Promise.resolve({ value: [] })
      : mailboxesOf(parameters, context, mailboxOf),
};

export const getRecipient: Cmdlet = {
  name: 'Get-Recipient',
  parameters: { ...listParameters, RecipientTypeDetails: 'texts', RecipientType: 'texts' },
  run: (parameters, context) =>
    withoutUserMailboxes([...parameters.texts('RecipientTypeDetails'), ...parameters.texts('RecipientType')])
      ? Promise.resolve({ value: [] })
      : mailboxesOf(parameters, context, async (user) => ({ ...namesOf(user), ...kindOf })),
};

export const setMailbox: Cmdlet = {
  name: 'Set-Mailbox',
  parameters: { Identity: 'text', MaxSendSize: 'text-number-or-null', RecipientLimits: 'text-number-or-null' },
  required: ['Identity'],
  async run(parameters, { caller, administration }) {
    const user = await administration.users.find(caller, parameters.required('Identity'), 'mailbox', 'write');
    const size = parameters.text('MaxSendSize');
    const recipients = parameters.text('RecipientLimits');
    await administration.settings.changeOfUser(caller, user, {
      ...(parameters.has('MaxSendSize') && {
        messageSizeBytes: size === undefined ? null : readSize('MaxSendSize', size, maximumSendBytes),
      }),
      // `Unlimited` of a mailbox is what the organization has.
      ...(parameters.has('RecipientLimits') && {
        recipientsPerMessage:
          recipients === undefined ? null : readCount('RecipientLimits', recipients, maximumRecipients),
      }),
    });
    return { value: [] };
  },
};

/** Every mailbox here is a user's. */
function withoutUserMailboxes(types: readonly string[]): boolean {
  return types.length > 0 && !types.some((type) => type.toLowerCase() === 'usermailbox');
}

async function mailboxOf(user: User, { directory, tenant }: CmdletContext) {
  const own = await directory.settingsOfUser(user.id);
  const ofTenant = await directory.settingsOfTenant(tenant.id);
  return {
    ...namesOf(user),
    UserPrincipalName: user.userPrincipalName,
    ...kindOf,
    AccountDisabled: !own.accountEnabled.value,
    MaxSendSize: shownSize(own.messageSizeBytes.value ?? ofTenant.messageSizeBytes.value),
    RecipientLimits: String(own.recipientsPerMessage.value ?? ofTenant.recipientsPerMessage.value),
    WhenMailboxCreated: new Date(user.createdAt).toISOString(),
  };
}
