/** Users > Multi-factor authentication: per-user MFA of everybody, enabled, enforced, disabled. */
import { Button, makeStyles, Text, tokens, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useAskPages } from '../../api/use-ask.ts';
import { type Done, useDone } from '../../components/done-notice.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { FilterSelect } from '../../components/filter-select.tsx';
import { Page } from '../../components/page.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useFilters } from '../../navigation/use-filters.ts';
import { useSession } from '../../session/me.ts';
import type { ListedUser } from '../users/listed-user.ts';
import type { UserAction } from '../users/user-action.ts';
import { UserActionDialog } from '../users/user-action-dialog.tsx';

const pageSize = 100;
const nobody: ReadonlySet<string> = new Set();
const filterNames = ['search', 'perUserMfa'] as const;
const states = ['disabled', 'enabled', 'enforced'] as const;

const useStyles = makeStyles({
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 320px))',
    gap: tokens.spacingHorizontalM,
  },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM, minHeight: '32px' },
  hint: { color: tokens.colorNeutralForeground3 },
});

export default function MultiFactorPage(): ReactElement {
  const { t } = useTranslation('users');
  const { tenant, may } = useSession();
  const { values, isAny, set } = useFilters(filterNames);
  const done = useDone();
  const [selected, setSelected] = useState(nobody);
  const state = states.find((each) => each === values.perUserMfa);
  const search = values.search === '' ? undefined : values.search.slice(0, 320);
  const query = { tenant: tenant.id, search, perUserMfa: state };
  const list = useAskPages('GET /users', { query: { ...query, limit: pageSize } }, ({ next }) =>
    next === null ? null : { after: next },
  );
  const count = useAsk('GET /users/count', { query });
  const rows: ListedUser[] = list.data?.pages.flatMap(({ users }) => users) ?? [];
  const filters = { search: values.search, state: values.perUserMfa, set };
  return (
    <Page title={t('mfa.title')} lead={t('mfa.lead')}>
      <MfaFilters {...filters} />
      {done.notice}
      {may('multi-factor', 'write') && (
        <MfaActions users={rows.filter(({ id }) => selected.has(id))} done={done} onClear={() => setSelected(nobody)} />
      )}
      {list.error !== null && <FaultNotice fault={list.error} again={list.refetch} />}
      <RecordList
        label={t('mfa.title')}
        columns={useColumns()}
        rows={rows}
        keyOf={({ id }) => id}
        nameOf={({ displayName }) => displayName}
        linkOf={(each) => `/users/${encodeURIComponent(each.userPrincipalName)}?tab=security`}
        total={count.data?.isWhole === true ? count.data.users : undefined}
        isLoading={list.isFetching}
        hasMore={list.hasNextPage}
        more={list.fetchNextPage}
        empty={
          isAny ? (
            <EmptyState title={t('not-found.title')} text={t('not-found.text')} />
          ) : (
            <EmptyState title={t('empty.title')} text={t('empty.text')} />
          )
        }
        {...(may('multi-factor', 'write') ? { selection: { selected, change: setSelected } } : {})}
      />
    </Page>
  );
}

function useColumns(): Column<ListedUser>[] {
  const { t } = useTranslation('users');
  return [
    { name: 'name', header: t('column.name'), width: '2fr', cell: ({ displayName }) => displayName },
    {
      name: 'username',
      header: t('column.username'),
      width: '3fr',
      isWide: true,
      cell: (user) => user.userPrincipalName,
    },
    {
      name: 'mfa',
      header: t('mfa.status'),
      width: '1fr',
      cell: ({ settings: { perUserMfa } }) => (perUserMfa === undefined ? t('not-yours') : t(`mfa.${perUserMfa}`)),
    },
  ];
}

interface MfaFiltersProps {
  readonly search: string;
  readonly state: string;
  readonly set: (changes: { search?: string; perUserMfa?: string }) => void;
}

function MfaFilters({ search, state, set }: MfaFiltersProps): ReactElement {
  const { t } = useTranslation('users');
  return (
    <div role="group" aria-label={t('filters')} className={useStyles().filters}>
      <SearchField label={t('filter.search')} value={search} onChange={(typed) => set({ search: typed })} />
      <FilterSelect
        label={t('filter.perUserMfa')}
        value={state}
        choices={states.map((value) => ({ value, label: t(`filter.perUserMfa.${value}`) }))}
        onChange={(value) => set({ perUserMfa: value })}
      />
    </div>
  );
}

interface MfaActionsProps {
  readonly users: readonly ListedUser[];
  readonly done: Done;
  readonly onClear: () => void;
}

const offered = ['mfa-enable', 'mfa-enforce', 'mfa-disable'] as const satisfies readonly UserAction[];

function MfaActions({ users, done, onClear }: MfaActionsProps): ReactElement {
  const { t } = useTranslation('users');
  const styles = useStyles();
  const opener = useRestoreFocusTarget();
  const [action, setAction] = useState<(typeof offered)[number] | null>(null);
  return (
    <div className={styles.row}>
      {users.length === 0 ? (
        <Text className={styles.hint}>{t('bulk.none')}</Text>
      ) : (
        <>
          <Text weight="semibold">{t('bulk.selected', { count: users.length })}</Text>
          {offered.map((each) => (
            <Button key={each} {...opener} onClick={() => setAction(each)}>
              {t(`action.${each}`)}
            </Button>
          ))}
        </>
      )}
      {action !== null && (
        <UserActionDialog
          action={action}
          users={users}
          done={done}
          onClose={() => setAction(null)}
          onDone={() => {
            setAction(null);
            onClear();
          }}
        />
      )}
    </div>
  );
}
