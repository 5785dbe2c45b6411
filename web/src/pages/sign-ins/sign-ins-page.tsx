/** Sign-in log: every attempt, looked through by what the address of the page says. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Input } from '../../api/routes.ts';
import { useAskPages } from '../../api/use-ask.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ExportLink } from '../../components/export-link.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Page } from '../../components/page.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useFilters } from '../../navigation/use-filters.ts';
import { useSession } from '../../session/me.ts';
import { OutcomeBadge } from './outcome-badge.tsx';
import { pathOf, type SignIn } from './sign-in.ts';
import { filterNames, SignInFilters } from './sign-in-filters.tsx';

const pageSize = 100;

export default function SignInsPage(): ReactElement {
  const { t } = useTranslation('sign-ins');
  const { tenant } = useSession();
  const filters = useFilters(filterNames);
  // What the address of the page says is the service's to judge: it answers which values there are.
  const sought = Object.fromEntries(Object.entries(filters.values).filter(([, value]) => value !== ''));
  const query = { tenant: tenant.id, ...sought } as NonNullable<Input<'GET /sign-ins'>['query']>;
  const list = useAskPages('GET /sign-ins', { query: { ...query, limit: pageSize } }, ({ signIns }) => {
    const last = signIns.at(-1);
    return last === undefined || signIns.length < pageSize ? null : { olderThan: last.id };
  });
  const empty = filters.isAny ? 'empty.found' : 'empty';
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={<ExportLink path="/sign-ins/export" query={query} file="sign-ins.jsonl" text={t('export')} />}
    >
      <SignInFilters filters={filters} />
      {list.error !== null && <FaultNotice fault={list.error} again={list.refetch} />}
      <RecordList
        label={t('title')}
        columns={useColumns()}
        rows={list.data?.pages.flatMap(({ signIns }) => signIns) ?? []}
        keyOf={({ id }) => id}
        nameOf={({ login }) => login}
        linkOf={pathOf}
        isLoading={list.isFetching}
        hasMore={list.hasNextPage}
        more={list.fetchNextPage}
        empty={<EmptyState title={t(`${empty}.title`)} text={t(`${empty}.text`)} />}
      />
    </Page>
  );
}

function useColumns(): Column<SignIn>[] {
  const { t } = useTranslation(['sign-ins', 'doors']);
  const formats = useFormats();
  return [
    {
      name: 'user',
      header: t('column.user'),
      width: '3fr',
      cell: ({ login, application }) => (login === '' ? (application?.displayName ?? '–') : login),
    },
    {
      name: 'outcome',
      header: t('column.outcome'),
      width: '132px',
      cell: ({ outcome }) => <OutcomeBadge outcome={outcome} />,
    },
    {
      name: 'gate',
      header: t('column.gate'),
      width: '2fr',
      isWide: true,
      cell: ({ gate, errorCode }) => (gate === null ? errorCode || '' : t(`doors:gate.${gate}`)),
    },
    {
      name: 'way',
      header: t('column.way'),
      width: '1fr',
      isWide: true,
      cell: ({ kind, mechanism }) => mechanism ?? t(`kind.${kind}`),
    },
    { name: 'address', header: t('column.address'), width: '2fr', isWide: true, cell: ({ address }) => address },
    { name: 'at', header: t('column.at'), width: '176px', isWide: true, cell: ({ at }) => formats.exactly(at) },
  ];
}
