/** A page of messages that wait, or need an operator, with what can be done to those that are selected. */
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPages } from '../../api/use-ask.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { FilterSelect } from '../../components/filter-select.tsx';
import { Page } from '../../components/page.tsx';
import { RecordList } from '../../components/record-list.tsx';
import { useFilters } from '../../navigation/use-filters.ts';
import { useSession } from '../../session/me.ts';
import { QueueActions } from './queue-actions.tsx';
import { pathOf, useMessageColumns } from './use-message-columns.tsx';

const pageSize = 100;

const waiting = ['queued', 'delivering', 'deferred', 'uncertain', 'held', 'dead'] as const;
type Waiting = (typeof waiting)[number];

const filterNames = ['state'] as const;

export interface WaitingListProps {
  /** Its texts are `{name}.title` and so on. */
  readonly name: 'queue' | 'dead';
  /** The only state that is shown; null: the person chooses. */
  readonly only: Waiting | null;
}

export function WaitingList({ name, only }: WaitingListProps): ReactElement {
  const { t } = useTranslation('mail-flow');
  const { tenant, may } = useSession();
  const filters = useFilters(filterNames);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const state = only ?? waiting.find((each) => each === filters.values.state);
  const list = useAskPages('GET /queue', { query: { tenant: tenant.id, state, limit: pageSize } }, ({ next }) =>
    next === null ? null : { olderThan: next },
  );
  const messages = list.data?.pages.flatMap((page) => page.messages) ?? [];
  const chosen = messages.filter(({ id }) => selected.has(id));
  const empty = filters.isAny ? 'queue.empty.found' : `${name}.empty`;
  return (
    <Page title={t(`${name}.title`)} lead={t(`${name}.lead`)}>
      {only === null && (
        <FilterBar isAny={filters.isAny} onClear={() => filters.set({ state: '' })}>
          <FilterSelect
            label={t('filter.state')}
            value={filters.values.state}
            choices={waiting.map((value) => ({ value, label: t(`state.${value}`) }))}
            onChange={(value) => filters.set({ state: value })}
          />
        </FilterBar>
      )}
      <QueueActions messages={chosen} selected={chosen.length} onDone={() => select(new Set())} />
      {list.error !== null && <FaultNotice fault={list.error} again={list.refetch} />}
      <RecordList
        label={t(`${name}.title`)}
        columns={useMessageColumns()}
        rows={messages}
        keyOf={({ id }) => id}
        nameOf={({ subject, id }) => subject || id}
        linkOf={pathOf}
        isLoading={list.isFetching}
        hasMore={list.hasNextPage}
        more={list.fetchNextPage}
        empty={<EmptyState title={t(`${empty}.title`)} text={t(`${empty}.text`)} />}
        {...(may('message', 'write') ? { selection: { selected, change: select } } : {})}
      />
    </Page>
  );
}
