/** Gives a role to a user or an application. */
import { Field, Input, Select, Text } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../api/use-ask.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import type { Done } from '../../components/done-notice.tsx';
import { useSession } from '../../session/me.ts';
import { roleNames } from './role-names.ts';

export function AssignRole({ done, onClose }: { readonly done: Done; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation(['roles', 'common']);
  const { tenant, may } = useSession();
  const assign = useTell('PUT /tenants/{tenant}/roles/{role}/{principal}');
  const remove = useTell('DELETE /tenants/{tenant}/roles/{role}/{principal}');
  const [role, setRole] = useState<string>('exchange-administrator');
  const [name, setName] = useState('');
  const open = roleNames.filter((each) => each !== 'platform-operator' || may('service', 'write'));
  const params = { tenant: tenant.id, role, principal: name.trim() };
  const act = async (): Promise<void> => {
    await assign.mutateAsync({ params });
    onClose();
    done.say(t('assigned', { name: params.principal, role: t(`common:role.${role}`) }), () =>
      remove.mutateAsync({ params }),
    );
  };
  return (
    <ConsequenceDialog
      title={t('assign')}
      act={t('assign')}
      isBusy={assign.isPending}
      isDisabled={name.trim() === ''}
      fault={assign.error}
      onAct={() => act().catch(() => {})}
      onClose={onClose}
    >
      <Field label={t('role')} hint={t(`about.${role}`)}>
        <Select value={role} onChange={(_event, { value }) => setRole(value)}>
          {open.map((each) => (
            <option key={each} value={each}>
              {t(`common:role.${each}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('principal')} hint={t('principal.hint')} required>
        <Input value={name} maxLength={320} autoComplete="off" onChange={(_event, { value }) => setName(value)} />
      </Field>
      <Text size={200}>{t('assign.consequence')}</Text>
    </ConsequenceDialog>
  );
}
