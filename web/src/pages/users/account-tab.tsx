/** Account: names, sign-in, licence, password, sessions. */
import { Button, Text, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SettingsChange, useUserSettings } from '../../api/settings.ts';
import { useTell } from '../../api/use-ask.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import { FactRow } from '../../components/fact-row.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { useSession } from '../../session/me.ts';
import { NameRows } from './name-rows.tsx';
import { PasswordRow } from './password-row.tsx';
import { SwitchedRow } from './switched-row.tsx';
import type { UserTabProps } from './user-tab.ts';

export function AccountTab(props: UserTabProps): ReactElement {
  const { user, settings, done } = props;
  const { may } = useSession();
  const change = useUserSettings(user.id, settings);
  return (
    <div>
      {change.error !== null && <FaultNotice fault={change.error} />}
      <NameRows {...props} />
      <SignInRow {...props} change={change} />
      <LicenseRow {...props} change={change} />
      {may('password', 'write') && <PasswordRow {...props} change={change} />}
      {may('session', 'write') && <SessionsRow user={user} done={done} />}
      {may('user', 'write') && <RemoveRow {...props} />}
    </div>
  );
}

function SignInRow({ settings, done, change }: UserTabProps & { readonly change: SettingsChange }): ReactElement {
  const { t } = useTranslation('users');
  const { may } = useSession();
  const isAllowed = settings['accountEnabled']?.value !== false;
  return (
    <SwitchedRow
      name={t('column.sign-in')}
      value={t(isAllowed ? 'sign-in.allowed' : 'sign-in.blocked')}
      setting={settings['accountEnabled']}
      action={t(isAllowed ? 'action.block' : 'action.allow')}
      consequence={isAllowed ? t('action.block.consequence') : null}
      mayChange={may('user', 'write')}
      isBusy={change.isPending}
      onChange={async () =>
        done.say(
          t(isAllowed ? 'action.block.done' : 'action.allow.done', { count: 1 }),
          await change.change({ accountEnabled: !isAllowed }),
        )
      }
    />
  );
}

function LicenseRow({ settings, done, change }: UserTabProps & { readonly change: SettingsChange }): ReactElement {
  const { t } = useTranslation('users');
  const { may } = useSession();
  const isLicensed = settings['licensed']?.value !== false;
  return (
    <SwitchedRow
      name={t('column.license')}
      value={t(`licensed.${isLicensed}`)}
      setting={settings['licensed']}
      action={t(isLicensed ? 'license.remove' : 'license.assign')}
      consequence={isLicensed ? t('license.remove.consequence') : null}
      mayChange={may('user', 'write')}
      isBusy={change.isPending}
      onChange={async () =>
        done.say(t(isLicensed ? 'license.removed' : 'license.assigned'), await change.change({ licensed: !isLicensed }))
      }
    />
  );
}

function SessionsRow({ user, done }: Pick<UserTabProps, 'user' | 'done'>): ReactElement {
  const { t } = useTranslation('users');
  const tell = useTell('POST /users/{user}/revoke-sessions');
  const [isAsking, setAsking] = useState(false);
  const opener = useRestoreFocusTarget();
  const act = async (): Promise<void> => {
    await tell.mutateAsync({ params: { user: user.id } });
    setAsking(false);
    done.say(t('sessions.revoked'));
  };
  return (
    <>
      <FactRow
        name={t('sessions')}
        hint={t('sessions.hint')}
        action={
          <Button {...opener} onClick={() => setAsking(true)}>
            {t('sessions.revoke')}
          </Button>
        }
      />
      {isAsking && (
        <ConsequenceDialog
          title={t('sessions.revoke.title')}
          act={t('sessions.revoke')}
          isBusy={tell.isPending}
          fault={tell.error}
          onAct={act}
          onClose={() => setAsking(false)}
        >
          <Text>{t('sessions.revoke.consequence')}</Text>
        </ConsequenceDialog>
      )}
    </>
  );
}

function RemoveRow({ user, onRemoved }: UserTabProps): ReactElement {
  const { t } = useTranslation('users');
  const tell = useTell('DELETE /users/{user}');
  const [isAsking, setAsking] = useState(false);
  const opener = useRestoreFocusTarget();
  const act = async (): Promise<void> => {
    await tell.mutateAsync({ params: { user: user.id } });
    onRemoved(t('action.remove.done', { count: 1 }));
  };
  return (
    <>
      <FactRow
        name={t('remove')}
        hint={t('remove.hint')}
        action={
          <Button {...opener} onClick={() => setAsking(true)}>
            {t('action.remove')}
          </Button>
        }
      />
      {isAsking && (
        <ConsequenceDialog
          title={t('action.remove.title', { count: 1 })}
          act={t('action.remove')}
          isBusy={tell.isPending}
          fault={tell.error}
          onAct={act}
          onClose={() => setAsking(false)}
        >
          <Text>{t('action.remove.consequence')}</Text>
          <Text weight="semibold">{user.userPrincipalName}</Text>
        </ConsequenceDialog>
      )}
    </>
  );
}
