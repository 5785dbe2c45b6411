/** Security: per-user MFA, second factors, app passwords. */
import { Button, Text, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useAsk, useTell } from '../../api/use-ask.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import { FactRow } from '../../components/fact-row.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Section } from '../../components/section.tsx';
import { Source } from '../../components/source.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';
import { AppPasswords } from './app-passwords.tsx';
import type { ListedUser } from './listed-user.ts';
import type { UserAction } from './user-action.ts';
import { UserActionDialog } from './user-action-dialog.tsx';
import type { UserTabProps } from './user-tab.ts';

export function SecurityTab(props: UserTabProps): ReactElement {
  const { may } = useSession();
  return (
    <>
      {may('multi-factor') && <PerUserMfa {...props} />}
      {may('multi-factor') && <Methods {...props} />}
      {may('password') && <AppPasswords {...props} />}
    </>
  );
}

/** Which action leads to which state. */
const actions = {
  disabled: 'mfa-disable',
  enabled: 'mfa-enable',
  enforced: 'mfa-enforce',
} as const satisfies Record<string, UserAction>;
const states = ['enabled', 'enforced', 'disabled'] as const;

function PerUserMfa({ user, settings, done }: UserTabProps): ReactElement {
  const { t } = useTranslation('users');
  const { may } = useSession();
  const opener = useRestoreFocusTarget();
  const [action, setAction] = useState<UserAction | null>(null);
  const mfa = settings['perUserMfa'];
  const now = states.find((state) => state === mfa?.value) ?? 'disabled';
  const listed: ListedUser = { ...user, settings: { perUserMfa: now } };
  return (
    <Section title={t('mfa.section')}>
      <FactRow
        name={t('column.mfa')}
        value={t(`mfa.${now}`)}
        hint={<Source setting={mfa} />}
        action={
          may('multi-factor', 'write')
            ? states
                .filter((state) => state !== now)
                .map((state) => (
                  <Button key={state} {...opener} onClick={() => setAction(actions[state])}>
                    {t(`action.${actions[state]}`)}
                  </Button>
                ))
            : undefined
        }
      />
      {action !== null && (
        <UserActionDialog
          action={action}
          users={[listed]}
          done={done}
          onClose={() => setAction(null)}
          onDone={() => setAction(null)}
        />
      )}
    </Section>
  );
}

type Method = AnswerOf<'GET /users/{user}/methods'>['methods'][number];

function Methods({ user, done }: UserTabProps): ReactElement {
  const { t } = useTranslation('users');
  const { may } = useSession();
  const formats = useFormats();
  const opener = useRestoreFocusTarget();
  const [asked, setAsked] = useState<Method | null>(null);
  const { data, error, refetch } = useAsk('GET /users/{user}/methods', { params: { user: user.id } });
  const tell = useTell('DELETE /users/{user}/methods/{method}');
  const act = async ({ id, name }: Method): Promise<void> => {
    await tell.mutateAsync({ params: { user: user.id, method: id } });
    setAsked(null);
    done.say(t('methods.removed', { name }));
  };
  return (
    <Section title={t('methods')} lead={t('methods.lead')}>
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      {data?.methods.length === 0 && <Text>{t('methods.none')}</Text>}
      {data?.methods.map((method) => (
        <FactRow
          key={method.id}
          name={method.name}
          hint={t('methods.since', { kind: method.kind, day: formats.day(method.createdAt) })}
          action={
            may('multi-factor', 'write') ? (
              <Button {...opener} onClick={() => setAsked(method)}>
                {t('action.remove')}
              </Button>
            ) : undefined
          }
        />
      ))}
      {asked !== null && (
        <ConsequenceDialog
          title={t('methods.remove', { name: asked.name })}
          act={t('action.remove')}
          isBusy={tell.isPending}
          fault={tell.error}
          onAct={() => act(asked).catch(() => {})}
          onClose={() => setAsked(null)}
        >
          <Text>{t('methods.remove.consequence')}</Text>
        </ConsequenceDialog>
      )}
    </Section>
  );
}
