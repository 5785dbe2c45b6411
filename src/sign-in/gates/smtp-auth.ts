/** SMTP AUTH is on: the mailbox overrides the organization in both directions (M365 R1), for OAuth too (R3). */
import {
  type Gate,
  message,
  notApplicable,
  ofTenant,
  ofUser,
  open,
  set,
  shut,
  tenantSetting,
  userSetting,
} from './gate.ts';

export const smtpAuth: Gate = {
  name: 'smtp-auth',
  reply: ({ user }) =>
    user.mailboxSmtpAuth.value === 'off' ? 'smtpAuthDisabledForMailbox' : 'smtpAuthDisabledForTenant',
  ask(controls) {
    // For OAuth this comes before the token; the reply must not tell whether there is such an account.
    if (controls.account === 'unknown') return notApplicable(message('gate.smtp-auth.unknown-account'));
    const { tenant, userPrincipalName: user } = controls;
    const ofMailbox = userSetting(controls, 'mailboxSmtpAuth');
    const turnOn = set(ofUser('mailboxSmtpAuth', 'on'), 'mailbox', message('remedy.smtp-auth.mailbox-on', { user }));
    const mailbox = controls.user.mailboxSmtpAuth.value;
    if (mailbox === 'on') return open(message('gate.smtp-auth.mailbox-on', { user }), ofMailbox);
    if (mailbox === 'off') return shut(message('gate.smtp-auth.mailbox-off', { user }), ofMailbox, [turnOn]);
    const ofOrganization = tenantSetting(controls, 'smtpAuth');
    if (controls.organization.smtpAuth.value === 'on') {
      return open(message('gate.smtp-auth.organization-on', { tenant }), ofOrganization);
    }
    return shut(message('gate.smtp-auth.organization-off', { tenant, user }), ofOrganization, [
      turnOn,
      set(ofTenant('smtpAuth', 'on'), 'organization', message('remedy.smtp-auth.organization-on', { tenant })),
    ]);
  },
};
