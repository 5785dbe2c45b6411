/** Certificates of an application: whose key may sign in as it. */
import { Field, Text, Textarea } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../api/use-ask.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { NameForm } from '../../components/name-form.tsx';
import { Section } from '../../components/section.tsx';
import { useSession } from '../../session/me.ts';
import type { ApplicationPartProps } from './application-panel.tsx';
import { CredentialRow } from './credential-row.tsx';

export function Certificates({ whole: { application, certificates }, done }: ApplicationPartProps): ReactElement {
  const { t } = useTranslation('applications');
  const { may } = useSession();
  const params = { application: application.id };
  const add = useTell('POST /applications/{application}/certificates');
  const remove = useTell('DELETE /applications/{application}/certificates/{id}');
  const [pem, setPem] = useState('');
  return (
    <Section title={t('certificates')} lead={t('certificates.lead')}>
      {certificates.length === 0 && <Text>{t('certificates.none')}</Text>}
      <div>
        {certificates.map(({ id, displayName, endsAt, thumbprint }) => (
          <CredentialRow
            key={id}
            name={displayName}
            endsAt={endsAt}
            hint={thumbprint}
            isBusy={remove.isPending}
            fault={remove.error}
            onRemove={async () => {
              await remove.mutateAsync({ params: { ...params, id } });
              done.say(t('removed', { name: displayName }));
            }}
          />
        ))}
      </div>
      {add.error !== null && <FaultNotice fault={add.error} />}
      {may('application', 'write') && (
        <NameForm
          label={t('certificates.name')}
          act={t('certificates.add')}
          most={120}
          isBusy={add.isPending || pem.trim() === ''}
          onSubmit={async (displayName) => {
            await add.mutateAsync({ params, body: { displayName, certificate: pem.trim() } });
            setPem('');
            done.say(t('certificates.added', { name: displayName }));
          }}
        >
          <Field label={t('certificates.pem')} hint={t('certificates.pem.hint')} style={{ flexBasis: '100%' }}>
            <Textarea value={pem} rows={3} maxLength={20_000} onChange={(_event, { value }) => setPem(value)} />
          </Field>
        </NameForm>
      )}
    </Section>
  );
}
