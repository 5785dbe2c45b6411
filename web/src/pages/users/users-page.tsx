/** Users > Active users: everybody, whoever is chosen, and the panel of one. */
import { Button, makeStyles, tokens, useRestoreFocusTarget } from '@fluentui/react-components';
import { PersonAddRegular } from '@fluentui/react-icons';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useAsk, useAskPages } from '../../api/use-ask.ts';
import { useDone } from '../../components/done-notice.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Page } from '../../components/page.tsx';
import { RecordList } from '../../components/record-list.tsx';
import { useFilters } from '../../navigation/use-filters.ts';
import { useSession } from '../../session/me.ts';
import { AddUserDialog } from './add-user-dialog.tsx';
import { BulkActions } from './bulk-actions.tsx';
import type { ListedUser } from './listed-user.ts';
import { useUserColumns } from './user-columns.tsx';
import { filterNames, queryOfFilters, UserFilters } from './user-filters.tsx';
import { UserPanel } from './user-panel.tsx';

const pageSize = 100;
const nobody: ReadonlySet<string> = new Set();

const useStyles = makeStyles({ tools: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM } });

export default function UsersPage(): ReactElement {
  const { t } = useTranslation('users');
  const styles = useStyles();
  const { tenant, may } = useSession();
  const { user } = useParams();
  const { search } = useLocation();
  const go = useNavigate();
  const filters = useFilters(filterNames);
  const done = useDone();
  const [selected, setSelected] = useState(nobody);
  const [isAdding, setAdding] = useState(false);
  const opener = useRestoreFocusTarget();
  const query = { tenant: tenant.id, ...queryOfFilters(filters.values) };
  const list = useAskPages('GET /users', { query: { ...query, limit: pageSize } }, ({ next }) =>
    next === null ? null : { after: next },
  );
  const count = useAsk('GET /users/count', { query });
  const rows: ListedUser[] = list.data?.pages.flatMap(({ users }) => users) ?? [];
  const close = (): void => void go({ pathname: '/users', search: withoutTab(search) });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may('user', 'write') && (
          <Button appearance="primary" icon={<PersonAddRegular />} {...opener} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
    >
      <div className={styles.tools}>
        <UserFilters filters={filters} />
        {done.notice}
        <BulkActions
          users={rows.filter(({ id }) => selected.has(id))}
          done={done}
          onClear={() => setSelected(nobody)}
        />
      </div>
      {list.error !== null && <FaultNotice fault={list.error} again={list.refetch} />}
      <RecordList
        label={t('title')}
        columns={useUserColumns()}
        rows={rows}
        keyOf={({ id }) => id}
        nameOf={({ displayName }) => displayName}
        linkOf={(each) => `/users/${encodeURIComponent(each.userPrincipalName)}${search}`}
        total={count.data?.isWhole === true ? count.data.users : undefined}
        isLoading={list.isFetching}
        hasMore={list.hasNextPage}
        more={list.fetchNextPage}
        empty={filters.isAny ? <NothingFound /> : <EmptyState title={t('empty.title')} text={t('empty.text')} />}
        selection={{ selected, change: setSelected }}
      />
      {isAdding && <AddUserDialog onClose={() => setAdding(false)} />}
      {user !== undefined && <UserPanel key={user} login={user} onClose={close} onRemoved={done.say} />}
    </Page>
  );
}

function NothingFound(): ReactElement {
  const { t } = useTranslation('users');
  return <EmptyState title={t('not-found.title')} text={t('not-found.text')} />;
}

function withoutTab(search: string): string {
  const params = new URLSearchParams(search);
  params.delete('tab');
  return params.toString();
}
