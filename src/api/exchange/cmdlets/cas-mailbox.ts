/** `Get-CASMailbox`, `Set-CASMailbox`: Authenticated SMTP of a mailbox (M365 R1). */
import type { User } from '../../../directory/nouns.ts';
import type { SmtpAuthOfMailbox } from '../../../directory/settings.ts';
import type { Cmdlet, CmdletContext } from '../cmdlet.ts';
import { listParameters, mailboxesOf } from './mailboxes-of.ts';
import { namesOf } from './recipient.ts';

/** "Disabled", and so the other way round: null inherits. */
const disabled: Readonly<Record<SmtpAuthOfMailbox, boolean | null>> = { on: false, off: true, inherit: null };

export const getCasMailbox: Cmdlet = {
  name: 'Get-CASMailbox',
  parameters: listParameters,
  run: (parameters, context) => mailboxesOf(parameters, context, casMailboxOf),
};

const elsewhere = 'Postern serves no other way into a mailbox than SMTP submission';

export const setCasMailbox: Cmdlet = {
  name: 'Set-CASMailbox',
  parameters: { Identity: 'text', SmtpClientAuthenticationDisabled: 'true-false-or-null' },
  required: ['Identity'],
  without: {
    ActiveSyncEnabled: elsewhere,
    EwsEnabled: elsewhere,
    ImapEnabled: elsewhere,
    MAPIEnabled: elsewhere,
    OWAEnabled: elsewhere,
    PopEnabled: elsewhere,
  },
  async run(parameters, { caller, administration }) {
    const user = await administration.users.find(caller, parameters.required('Identity'), 'mailbox', 'write');
    const flag = parameters.flag('SmtpClientAuthenticationDisabled');
    if (flag === undefined)
      return { value: [], warnings: ['The command completed successfully but no settings have been modified.'] };
    const mailboxSmtpAuth = flag === null ? null : flag ? 'off' : 'on';
    await administration.settings.changeOfUser(caller, user, { mailboxSmtpAuth });
    return { value: [] };
  },
};

async function casMailboxOf(user: User, { directory }: CmdletContext) {
  const { mailboxSmtpAuth } = await directory.settingsOfUser(user.id);
  return { ...namesOf(user), SmtpClientAuthenticationDisabled: disabled[mailboxSmtpAuth.value] };
}
