/** Identity > Applications: what signs in by itself or for people, and the panel of one. */
import { Badge, Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { AnswerOf } from '../../api/routes.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useDone } from '../../components/done-notice.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Page } from '../../components/page.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';
import { AddApplication } from './add-application.tsx';
import { ApplicationPanel } from './application-panel.tsx';

type Application = AnswerOf<'GET /applications'>['applications'][number];

const place = '/identity/applications';

export default function ApplicationsPage(): ReactElement {
  const { t } = useTranslation('applications');
  const { tenant, may } = useSession();
  const { application } = useParams();
  const go = useNavigate();
  const done = useDone();
  const opener = useRestoreFocusTarget();
  const [isAdding, setAdding] = useState(false);
  const { data, error, refetch, isFetching } = useAsk('GET /applications', { query: { tenant: tenant.id } });
  const close = (): void => void go(place);
  const add = may('application', 'write') && (
    <Button appearance="primary" {...opener} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <Page title={t('title')} lead={t('lead')} actions={add}>
      {done.notice}
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      <RecordList
        label={t('title')}
        columns={useColumns()}
        rows={data?.applications ?? []}
        keyOf={({ id }) => id}
        nameOf={({ displayName }) => displayName}
        linkOf={({ appId }) => `${place}/${appId}`}
        total={data?.applications.length}
        isLoading={isFetching}
        hasMore={false}
        more={() => {}}
        empty={<EmptyState title={t('empty.title')} text={t('empty.text')} />}
      />
      {isAdding && (
        <AddApplication
          onClose={() => setAdding(false)}
          onAdded={(added) => {
            setAdding(false);
            void go(`${place}/${added.application.appId}`);
          }}
        />
      )}
      {application !== undefined && (
        <ApplicationPanel
          key={application}
          id={application}
          onClose={close}
          onRemoved={(name) => {
            close();
            done.say(t('removed', { name }));
          }}
        />
      )}
    </Page>
  );
}

function useColumns(): Column<Application>[] {
  const { t } = useTranslation('applications');
  const formats = useFormats();
  return [
    { name: 'name', header: t('name'), width: '2fr', cell: ({ displayName }) => displayName },
    { name: 'client-id', header: t('client-id'), width: '3fr', isWide: true, cell: ({ appId }) => appId },
    {
      name: 'kind',
      header: t('kind'),
      width: '2fr',
      cell: ({ publicClient }) => (
        <Badge appearance="tint" color="informative">
          {t(publicClient ? 'public' : 'confidential')}
        </Badge>
      ),
    },
    {
      name: 'created',
      header: t('created'),
      width: '2fr',
      isWide: true,
      cell: ({ createdAt }) => formats.day(createdAt),
    },
  ];
}
