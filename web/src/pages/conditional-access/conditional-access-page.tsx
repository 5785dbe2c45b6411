/** Identity > Conditional Access: policies, the panel of one, and the places that they name. */
import { Badge, Button, useRestoreFocusTarget } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useAsk } from '../../api/use-ask.ts';
import { type Done, useDone } from '../../components/done-notice.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Page } from '../../components/page.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';
import { NamedLocations } from './named-locations.tsx';
import type { Policy } from './policy.ts';
import { PolicyPanel } from './policy-panel.tsx';

const place = '/identity/conditional-access';
/** In the address where a policy's id would stand: one that is not there yet. */
const newPolicy = 'new';

export default function ConditionalAccessPage(): ReactElement {
  const { t } = useTranslation('conditional-access');
  const { may } = useSession();
  const { policy: chosen } = useParams();
  const go = useNavigate();
  const done = useDone();
  const opener = useRestoreFocusTarget();
  const add = may('conditional-access', 'write') && (
    <Button appearance="primary" {...opener} onClick={() => void go(`${place}/${newPolicy}`)}>
      {t('add')}
    </Button>
  );
  return (
    <Page title={t('title')} lead={t('lead')} actions={add}>
      {done.notice}
      <Policies chosen={chosen ?? null} done={done} onClose={() => void go(place)} />
      <NamedLocations done={done} />
    </Page>
  );
}

interface PoliciesProps {
  /** The id that stands in the address. */
  readonly chosen: string | null;
  readonly done: Done;
  readonly onClose: () => void;
}

function Policies({ chosen, done, onClose }: PoliciesProps): ReactElement {
  const { t } = useTranslation('conditional-access');
  const { tenant } = useSession();
  const { data, error, refetch, isFetching } = useAsk('GET /tenants/{tenant}/conditional-access', {
    params: { tenant: tenant.id },
  });
  const policy = data?.policies.find(({ id }) => id === chosen);
  return (
    <>
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      <RecordList
        label={t('title')}
        columns={useColumns()}
        rows={data?.policies ?? []}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        linkOf={({ id }) => `${place}/${id}`}
        total={data?.policies.length}
        isLoading={isFetching}
        hasMore={false}
        more={() => {}}
        empty={<EmptyState title={t('empty.title')} text={t('empty.text')} />}
      />
      {(policy !== undefined || chosen === newPolicy) && (
        <PolicyPanel key={chosen} policy={policy ?? null} done={done} onClose={onClose} />
      )}
    </>
  );
}

const colours = { enabled: 'success', disabled: 'informative', 'report-only': 'warning' } as const;

function useColumns(): Column<Policy>[] {
  const { t } = useTranslation('conditional-access');
  const formats = useFormats();
  return [
    { name: 'name', header: t('name'), width: '3fr', cell: ({ name }) => name },
    {
      name: 'state',
      header: t('state'),
      width: '2fr',
      cell: ({ state }) => (
        <Badge appearance="tint" color={colours[state]}>
          {t(`state.${state}`)}
        </Badge>
      ),
    },
    { name: 'grant', header: t('grant'), width: '2fr', isWide: true, cell: ({ grant }) => t(`grant.${grant}`) },
    {
      name: 'excluded',
      header: t('excluded-users'),
      width: '2fr',
      isWide: true,
      cell: ({ excludedUsers }) => formats.number(excludedUsers.length),
    },
  ];
}
