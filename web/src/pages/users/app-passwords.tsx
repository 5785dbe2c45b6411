/** App passwords: for clients that know nothing but a password, where more than a password is wanted. */
import { Button, Text, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useAsk, useTell } from '../../api/use-ask.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import { FactRow } from '../../components/fact-row.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { NameForm } from '../../components/name-form.tsx';
import { Section } from '../../components/section.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';
import type { UserTabProps } from './user-tab.ts';

type AppPassword = AnswerOf<'GET /users/{user}/app-passwords'>['appPasswords'][number];

export function AppPasswords({ user, done }: UserTabProps): ReactElement {
  const { t } = useTranslation('users');
  const { may } = useSession();
  const formats = useFormats();
  const opener = useRestoreFocusTarget();
  const [asked, setAsked] = useState<AppPassword | null>(null);
  const { data, error, refetch } = useAsk('GET /users/{user}/app-passwords', { params: { user: user.id } });
  const tell = useTell('DELETE /users/{user}/app-passwords/{name}');
  const act = async ({ id, name }: AppPassword): Promise<void> => {
    await tell.mutateAsync({ params: { user: user.id, name: id } });
    setAsked(null);
    done.say(t('app-passwords.removed', { name }));
  };
  const used = ({ lastUsedAt }: AppPassword): string =>
    lastUsedAt === null ? t('app-passwords.unused') : t('app-passwords.used', { at: formats.ago(lastUsedAt) });
  return (
    <Section title={t('app-passwords')} lead={t('app-passwords.lead')}>
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      {data?.appPasswords.length === 0 && <Text>{t('app-passwords.none')}</Text>}
      {data?.appPasswords.map((each) => (
        <FactRow
          key={each.id}
          name={each.name}
          hint={`${t('created', { day: formats.day(each.createdAt) })} ${used(each)}`}
          action={
            may('password', 'write') ? (
              <Button {...opener} onClick={() => setAsked(each)}>
                {t('action.remove')}
              </Button>
            ) : undefined
          }
        />
      ))}
      {may('password', 'write') && <NewAppPassword user={user} />}
      {asked !== null && (
        <ConsequenceDialog
          title={t('app-passwords.remove', { name: asked.name })}
          act={t('action.remove')}
          isBusy={tell.isPending}
          fault={tell.error}
          onAct={() => act(asked).catch(() => {})}
          onClose={() => setAsked(null)}
        >
          <Text>{t('app-passwords.remove.consequence')}</Text>
        </ConsequenceDialog>
      )}
    </Section>
  );
}

function NewAppPassword({ user }: Pick<UserTabProps, 'user'>): ReactElement {
  const { t } = useTranslation('users');
  const tell = useTell('POST /users/{user}/app-passwords');
  return (
    <>
      <NameForm
        label={t('app-passwords.name')}
        act={t('app-passwords.add')}
        most={120}
        isBusy={tell.isPending}
        onSubmit={async (name) => {
          await tell.mutateAsync({ params: { user: user.id }, body: { name } });
        }}
      />
      {tell.error !== null && <FaultNotice fault={tell.error} />}
      {tell.data !== undefined && <ShownOnce label={tell.data.appPassword.name} secret={tell.data.password} />}
    </>
  );
}
