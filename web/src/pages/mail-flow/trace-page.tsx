/** Message trace: every accepted message, looked through by what the address of the page says. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { FilterSelect } from '../../components/filter-select.tsx';
import { MomentFilter } from '../../components/moment-filter.tsx';
import { Page } from '../../components/page.tsx';
import { RecordList } from '../../components/record-list.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { type Filters, useFilters } from '../../navigation/use-filters.ts';
import { stateNames } from './message.ts';
import { pathOf, useMessageColumns } from './use-message-columns.tsx';
import { useMessages } from './use-messages.ts';

const filterNames = ['search', 'state', 'sender', 'since', 'to', 'mailbox', 'until'] as const;
const rare = ['to', 'mailbox', 'until'] as const;

export default function TracePage(): ReactElement {
  const { t } = useTranslation('mail-flow');
  const filters = useFilters(filterNames);
  const sought = Object.fromEntries(Object.entries(filters.values).filter(([, value]) => value !== ''));
  const list = useMessages(sought);
  const empty = filters.isAny ? 'trace.empty.found' : 'trace.empty';
  return (
    <Page title={t('trace.title')} lead={t('trace.lead')}>
      <TraceFilters filters={filters} />
      {list.error !== null && <FaultNotice fault={list.error} again={list.refetch} />}
      <RecordList
        label={t('trace.title')}
        columns={useMessageColumns()}
        rows={list.messages}
        keyOf={({ id }) => id}
        nameOf={({ subject }) => subject}
        linkOf={pathOf}
        isLoading={list.isFetching}
        hasMore={list.hasNextPage}
        more={list.fetchNextPage}
        empty={<EmptyState title={t(`${empty}.title`)} text={t(`${empty}.text`)} />}
      />
    </Page>
  );
}

function TraceFilters({ filters }: { readonly filters: Filters<(typeof filterNames)[number]> }): ReactElement {
  const { t } = useTranslation('mail-flow');
  const { values, isAny, set, clear } = filters;
  const text = (name: 'search' | 'sender' | 'to' | 'mailbox'): ReactElement => (
    <SearchField label={t(`filter.${name}`)} value={values[name]} onChange={(value) => set({ [name]: value })} />
  );
  return (
    <FilterBar
      isAny={isAny}
      isMoreUsed={rare.some((name) => values[name] !== '')}
      onClear={clear}
      more={
        <>
          {text('to')}
          {text('mailbox')}
          <MomentFilter label={t('filter.until')} value={values.until} onChange={(until) => set({ until })} />
        </>
      }
    >
      {text('search')}
      <FilterSelect
        label={t('filter.state')}
        value={values.state}
        choices={stateNames.map((value) => ({ value, label: t(`state.${value}`) }))}
        onChange={(state) => set({ state })}
      />
      {text('sender')}
      <MomentFilter label={t('filter.since')} value={values.since} onChange={(since) => set({ since })} />
    </FilterBar>
  );
}
