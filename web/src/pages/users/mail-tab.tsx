/** Mail: email apps with Authenticated SMTP and what a client is answered, who else may use the mailbox, and its limits. */
import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUserSettings } from '../../api/settings.ts';
import { FactRow } from '../../components/fact-row.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { LimitRows } from '../../components/limit-rows.tsx';
import { Section } from '../../components/section.tsx';
import { Source } from '../../components/source.tsx';
import { TestSignIn } from '../../doctor/test-sign-in.tsx';
import { useSession } from '../../session/me.ts';
import { EffectiveAnswer } from './effective-answer.tsx';
import { EmailApps } from './email-apps.tsx';
import { MailboxPermissions } from './mailbox-permissions.tsx';
import { SendingRows } from './sending-rows.tsx';
import type { UserTabProps } from './user-tab.ts';

export function MailTab(props: UserTabProps): ReactElement {
  const { may } = useSession();
  const [isManaging, setManaging] = useState(false);
  if (isManaging) return <EmailApps {...props} onBack={() => setManaging(false)} />;
  return (
    <>
      <EmailAppsSection {...props} onManage={() => setManaging(true)} />
      <SendingRows {...props} />
      {may('mailbox') && <MailboxPermissions {...props} />}
      {may('mailbox') && <Limits {...props} />}
    </>
  );
}

function EmailAppsSection({
  user,
  settings,
  onManage,
}: UserTabProps & { readonly onManage: () => void }): ReactElement {
  const { t } = useTranslation('users');
  const { may } = useSession();
  const opener = useRestoreFocusTarget();
  const smtp = settings['mailboxSmtpAuth'];
  return (
    <Section title={t('email-apps')}>
      <FactRow
        name={t('column.smtp-auth')}
        value={smtp === undefined ? t('not-yours') : t(`smtp-auth.${String(smtp.value)}`)}
        hint={<Source setting={smtp} />}
        action={
          may('mailbox') ? (
            <Button {...opener} onClick={onManage}>
              {t('email-apps.manage')}
            </Button>
          ) : undefined
        }
      />
      <EffectiveAnswer user={user.id} smtpAuth={String(smtp?.value)} />
      {may('sign-in-test', 'write') && <TestSignIn user={user.userPrincipalName} />}
    </Section>
  );
}

function Limits({ user, settings, done }: UserTabProps): ReactElement {
  const { t } = useTranslation('users');
  const { may } = useSession();
  const change = useUserSettings(user.id, settings);
  return (
    <Section title={t('limits')} lead={t('limits.lead')}>
      {change.error !== null && <FaultNotice fault={change.error} />}
      <LimitRows
        settings={settings}
        change={change}
        mayChange={may('mailbox', 'write')}
        without={t('limits.organization')}
        onDone={done.say}
      />
    </Section>
  );
}
