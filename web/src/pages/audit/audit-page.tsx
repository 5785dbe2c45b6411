/** Audit log: who changed what, looked through by what the address of the page says. */
import { Badge, Switch } from '@fluentui/react-components';
import { ArrowUndoRegular, ClockRegular } from '@fluentui/react-icons';
import { type ReactElement, useEffect } from 'react';
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
import { type AuditEntry, isEnding, pathOf } from './audit-entry.ts';
import { AuditFilters, filterNames } from './audit-filters.tsx';
import { useAuditWords } from './use-audit-words.ts';

const pageSize = 100;
/** So many entries are looked through for those that will end by themselves. */
const enough = 1000;

export default function AuditPage(): ReactElement {
  const { t } = useTranslation('audit');
  const { tenant } = useSession();
  const filters = useFilters(filterNames);
  const { ending, ...others } = filters.values;
  const sought = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== ''));
  const query = { tenant: tenant.id, ...sought } as NonNullable<Input<'GET /audit'>['query']>;
  const list = useAskPages('GET /audit', { query: { ...query, limit: pageSize } }, ({ entries }) => {
    const last = entries.at(-1);
    return last === undefined || entries.length < pageSize ? null : { olderThan: last.id };
  });
  const { hasNextPage, isFetching, fetchNextPage } = list;
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  const isFurther = ending !== '' && hasNextPage && !isFetching && entries.length < enough;
  useEffect(() => {
    if (isFurther) void fetchNextPage();
  }, [isFurther, fetchNextPage]);
  const now = Date.now();
  const empty = filters.isAny ? 'empty.found' : 'empty';
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={<ExportLink path="/audit/export" query={query} file="audit.jsonl" text={t('export')} />}
    >
      <AuditFilters filters={filters} />
      <Switch
        label={t('ending')}
        checked={ending !== ''}
        onChange={(_event, { checked }) => filters.set({ ending: checked ? 'yes' : '' })}
      />
      {list.error !== null && <FaultNotice fault={list.error} again={list.refetch} />}
      <RecordList
        label={t('title')}
        columns={useColumns()}
        rows={ending === '' ? entries : entries.filter((entry) => isEnding(entry, now))}
        keyOf={({ id }) => id}
        nameOf={({ target }) => target.name}
        linkOf={pathOf}
        isLoading={isFetching}
        hasMore={hasNextPage}
        more={fetchNextPage}
        empty={<EmptyState title={t(`${empty}.title`)} text={t(`${empty}.text`)} />}
      />
    </Page>
  );
}

function useColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation('audit');
  const words = useAuditWords();
  const formats = useFormats();
  return [
    { name: 'action', header: t('column.action'), width: '3fr', cell: (entry) => words.action(entry) },
    { name: 'target', header: t('column.target'), width: '2fr', cell: ({ target }) => target.name },
    {
      name: 'what',
      header: t('column.what'),
      width: '3fr',
      isWide: true,
      // Of what else there is the change itself says enough.
      cell: ({ changes }) =>
        changes
          .filter(({ of }) => of === 'setting')
          .map((change) => words.name(change))
          .join(', '),
    },
    { name: 'actor', header: t('column.actor'), width: '2fr', isWide: true, cell: ({ actor }) => actor.name },
    {
      name: 'state',
      header: t('column.state'),
      width: '120px',
      isWide: true,
      cell: (entry) => <State entry={entry} />,
    },
    { name: 'at', header: t('column.at'), width: '176px', isWide: true, cell: ({ at }) => formats.exactly(at) },
  ];
}

function State({ entry }: { readonly entry: AuditEntry }): ReactElement | null {
  const { t } = useTranslation('audit');
  if (entry.undoneBy !== null)
    return (
      <Badge appearance="tint" color="subtle" icon={<ArrowUndoRegular />}>
        {t('state.undone')}
      </Badge>
    );
  if (!isEnding(entry, Date.now())) return null;
  return (
    <Badge appearance="tint" color="informative" icon={<ClockRegular />}>
      {t('state.ending')}
    </Badge>
  );
}
