/** Secrets of an application: made, shown once, with an end. */
import { Field, Select, Text } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../api/use-ask.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { NameForm } from '../../components/name-form.tsx';
import { Section } from '../../components/section.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useSession } from '../../session/me.ts';
import type { ApplicationPartProps } from './application-panel.tsx';
import { CredentialRow } from './credential-row.tsx';

const months = [3, 6, 12, 24] as const;

function inMonths(count: number): string {
  const end = new Date();
  end.setMonth(end.getMonth() + count);
  return end.toISOString();
}

export function Secrets({ whole: { application, secrets }, done }: ApplicationPartProps): ReactElement {
  const { t } = useTranslation('applications');
  const { may } = useSession();
  const params = { application: application.id };
  const add = useTell('POST /applications/{application}/secrets');
  const remove = useTell('DELETE /applications/{application}/secrets/{id}');
  const [lasting, setLasting] = useState(6);
  return (
    <Section title={t('secrets')} lead={t('secrets.lead')}>
      {secrets.length === 0 && <Text>{t('secrets.none')}</Text>}
      <div>
        {secrets.map(({ id, displayName, endsAt, hint }) => (
          <CredentialRow
            key={id}
            name={displayName}
            endsAt={endsAt}
            hint={t('secrets.hint', { hint })}
            isBusy={remove.isPending}
            fault={remove.error}
            onRemove={async () => {
              await remove.mutateAsync({ params: { ...params, id } });
              done.say(t('removed', { name: displayName }));
            }}
          />
        ))}
      </div>
      {add.data !== undefined && <ShownOnce label={add.data.secret.displayName} secret={add.data.text} />}
      {add.error !== null && <FaultNotice fault={add.error} />}
      {may('application', 'write') && (
        <NameForm
          label={t('secrets.name')}
          act={t('secrets.add')}
          most={120}
          isBusy={add.isPending}
          onSubmit={async (displayName) => {
            await add.mutateAsync({ params, body: { displayName, endsAt: inMonths(lasting) } });
          }}
        >
          <Field label={t('secrets.lasting')}>
            <Select value={String(lasting)} onChange={(_event, { value }) => setLasting(Number(value))}>
              {months.map((count) => (
                <option key={count} value={count}>
                  {t('secrets.months', { count })}
                </option>
              ))}
            </Select>
          </Field>
        </NameForm>
      )}
    </Section>
  );
}
