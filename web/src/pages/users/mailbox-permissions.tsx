/** Who else may use a mailbox: Send As and Full Access. */
import { Button, Field, Select, Text } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useAsk, useTell } from '../../api/use-ask.ts';
import { FactRow } from '../../components/fact-row.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { NameForm } from '../../components/name-form.tsx';
import { Section } from '../../components/section.tsx';
import { useSession } from '../../session/me.ts';
import type { UserTabProps } from './user-tab.ts';

type Permission = AnswerOf<'GET /users/{user}/mailbox-permissions'>['permissions'][number];
const rights = ['SendAs', 'FullAccess'] as const;

export function MailboxPermissions({ user, done }: UserTabProps): ReactElement {
  const { t } = useTranslation('users');
  const { may } = useSession();
  const params = { user: user.id };
  const { data, error, refetch } = useAsk('GET /users/{user}/mailbox-permissions', { params });
  const grant = useTell('PUT /users/{user}/mailbox-permissions/{trustee}/{right}');
  const revoke = useTell('DELETE /users/{user}/mailbox-permissions/{trustee}/{right}');
  const take = async (permission: Permission): Promise<void> => {
    await revoke.mutateAsync({ params: { ...params, ...permission } });
    done.say(t('permissions.revoked', { name: permission.trustee }), () =>
      grant.mutateAsync({ params: { ...params, ...permission } }),
    );
  };
  const give = async (permission: Permission): Promise<void> => {
    await grant.mutateAsync({ params: { ...params, ...permission } });
    done.say(t('permissions.granted', { name: permission.trustee }), () =>
      revoke.mutateAsync({ params: { ...params, ...permission } }),
    );
  };
  const fault = error ?? grant.error ?? revoke.error;
  return (
    <Section title={t('permissions')} lead={t('permissions.lead')}>
      {fault !== null && <FaultNotice fault={fault} again={refetch} />}
      {data?.permissions.length === 0 && <Text>{t('permissions.none')}</Text>}
      {data?.permissions.map((permission) => (
        <FactRow
          key={`${permission.trustee} ${permission.right}`}
          name={permission.trustee}
          hint={t(`permissions.${permission.right}`)}
          action={
            may('mailbox', 'write') ? (
              <Button
                aria-label={t('permissions.revoke', { name: permission.trustee })}
                disabled={revoke.isPending}
                onClick={() => void take(permission).catch(() => {})}
              >
                {t('action.remove')}
              </Button>
            ) : undefined
          }
        />
      ))}
      {may('mailbox', 'write') && <GrantForm isBusy={grant.isPending} onGrant={give} />}
    </Section>
  );
}

function GrantForm({
  isBusy,
  onGrant,
}: {
  readonly isBusy: boolean;
  readonly onGrant: (permission: Permission) => Promise<void>;
}): ReactElement {
  const { t } = useTranslation('users');
  const [right, setRight] = useState<Permission['right']>('SendAs');
  return (
    <NameForm
      label={t('permissions.trustee')}
      act={t('permissions.grant')}
      most={320}
      isBusy={isBusy}
      onSubmit={(trustee) => onGrant({ trustee, right })}
    >
      <Field label={t('permissions.right')}>
        <Select
          value={right}
          onChange={(_event, { value }) => setRight(rights.find((each) => each === value) ?? 'SendAs')}
        >
          {rights.map((each) => (
            <option key={each} value={each}>
              {t(`permissions.${each}`)}
            </option>
          ))}
        </Select>
      </Field>
    </NameForm>
  );
}
