/** One application: what it is, its credentials, what it may do. */
import { Button, ProgressBar, Text, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useAsk, useTell } from '../../api/use-ask.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import { type Done, useDone } from '../../components/done-notice.tsx';
import { FactRow } from '../../components/fact-row.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Section } from '../../components/section.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';
import { Certificates } from './certificates.tsx';
import { Consent } from './consent.tsx';
import { Secrets } from './secrets.tsx';

export type WholeApplication = AnswerOf<'GET /applications/{application}'>;

export interface ApplicationPartProps {
  readonly whole: WholeApplication;
  readonly done: Done;
}

export interface ApplicationPanelProps {
  /** Client id or object id. */
  readonly id: string;
  readonly onClose: () => void;
  readonly onRemoved: (name: string) => void;
}

export function ApplicationPanel({ id, onClose, onRemoved }: ApplicationPanelProps): ReactElement {
  const { t } = useTranslation('common');
  const { may } = useSession();
  const done = useDone();
  const { data, error, refetch } = useAsk('GET /applications/{application}', { params: { application: id } });
  return (
    <SidePanel title={data?.application.displayName ?? id} under={data?.application.appId} onClose={onClose}>
      {done.notice}
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      {data === undefined && error === null && <ProgressBar aria-label={t('wait')} />}
      {data !== undefined && (
        <>
          <Overview whole={data} />
          <Secrets whole={data} done={done} />
          <Certificates whole={data} done={done} />
          <Consent whole={data} done={done} />
          {may('application', 'write') && <RemoveApplication whole={data} onRemoved={onRemoved} />}
        </>
      )}
    </SidePanel>
  );
}

function Overview({ whole: { application, servicePrincipal } }: Pick<ApplicationPartProps, 'whole'>): ReactElement {
  const { t } = useTranslation('applications');
  const formats = useFormats();
  const { redirectUris } = application;
  return (
    <Section title={t('overview')}>
      <div>
        <FactRow name={t('client-id')} value={application.appId} />
        {servicePrincipal !== null && (
          <FactRow name={t('object-id')} value={servicePrincipal.id} hint={t('object-id.hint')} />
        )}
        <FactRow name={t('kind')} value={t(application.publicClient ? 'public.meaning' : 'confidential.meaning')} />
        {redirectUris.length > 0 && <FactRow name={t('redirect-uris')} value={formats.list(redirectUris)} />}
      </div>
    </Section>
  );
}

function RemoveApplication({
  whole: { application },
  onRemoved,
}: Pick<ApplicationPartProps, 'whole'> & Pick<ApplicationPanelProps, 'onRemoved'>): ReactElement {
  const { t } = useTranslation('applications');
  const opener = useRestoreFocusTarget();
  const [isAsking, setAsking] = useState(false);
  const tell = useTell('DELETE /applications/{application}');
  const act = async (): Promise<void> => {
    await tell.mutateAsync({ params: { application: application.id } });
    onRemoved(application.displayName);
  };
  return (
    <Section title={t('remove.application')}>
      <FactRow
        name={application.displayName}
        action={
          <Button {...opener} onClick={() => setAsking(true)}>
            {t('remove')}
          </Button>
        }
      />
      {isAsking && (
        <ConsequenceDialog
          title={t('remove.title', { name: application.displayName })}
          act={t('remove')}
          isBusy={tell.isPending}
          fault={tell.error}
          onAct={() => act().catch(() => {})}
          onClose={() => setAsking(false)}
        >
          <Text>{t('remove.consequence')}</Text>
        </ConsequenceDialog>
      )}
    </Section>
  );
}
