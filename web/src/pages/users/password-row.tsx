/** The password of a user: a new one is made, and shown this once. */
import { Button, Text, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsChange } from '../../api/settings.ts';
import { useTell } from '../../api/use-ask.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import { FactRow } from '../../components/fact-row.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { newPassword } from './new-password.ts';
import type { UserTabProps } from './user-tab.ts';

export function PasswordRow({
  user,
  settings,
  done,
  change,
}: UserTabProps & { readonly change: SettingsChange }): ReactElement {
  const { t } = useTranslation(['users', 'common']);
  const tell = useTell('PUT /users/{user}/password');
  const [isAsking, setAsking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const opener = useRestoreFocusTarget();
  const isExpired = settings['passwordExpired']?.value === true;
  const act = async (): Promise<void> => {
    const password = newPassword();
    await tell.mutateAsync({ params: { user: user.id }, body: { password } });
    setMade(password);
    setAsking(false);
  };
  const letBeGood = async (): Promise<void> =>
    done.say(t('password.good'), await change.change({ passwordExpired: false }));
  return (
    <>
      <FactRow
        name={t('password')}
        value={isExpired ? t('password.expired') : undefined}
        hint={t('password.hint')}
        action={
          <>
            {isExpired && (
              <Button disabled={change.isPending} onClick={() => void letBeGood().catch(() => {})}>
                {t('password.let')}
              </Button>
            )}
            <Button {...opener} onClick={() => setAsking(true)}>
              {t('password.reset')}
            </Button>
          </>
        }
      />
      {made !== null && <ShownOnce label={t('password.new')} secret={made} />}
      {isAsking && (
        <ConsequenceDialog
          title={t('password.reset')}
          act={t('password.reset')}
          isBusy={tell.isPending}
          fault={tell.error}
          onAct={act}
          onClose={() => setAsking(false)}
        >
          <Text>{t('password.reset.consequence')}</Text>
        </ConsequenceDialog>
      )}
    </>
  );
}
