/** Users > Active users. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useAskPages } from '../../api/use-ask.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Page } from '../../components/page.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';

type User = AnswerOf<'GET /users'>['users'][number];

const pageSize = 100;

export default function UsersPage(): ReactElement {
  const { t } = useTranslation('users');
  const { tenant } = useSession();
  const formats = useFormats();
  const list = useAskPages('GET /users', { query: { tenant: tenant.id, limit: pageSize } }, ({ users }) => {
    const last = users.at(-1);
    return last === undefined || users.length < pageSize ? null : { after: last.userPrincipalName };
  });
  const columns: Column<User>[] = [
    { name: 'name', header: t('column.name'), width: '2fr', cell: ({ displayName }) => displayName },
    {
      name: 'principal-name',
      header: t('column.principal-name'),
      width: '3fr',
      cell: (user) => user.userPrincipalName,
    },
    {
      name: 'created',
      header: t('column.created'),
      width: '1fr',
      isWide: true,
      cell: ({ createdAt }) => formats.day(createdAt),
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      {list.error !== null && <FaultNotice fault={list.error} again={list.refetch} />}
      <RecordList
        label={t('title')}
        columns={columns}
        rows={list.data?.pages.flatMap(({ users }) => users) ?? []}
        keyOf={({ id }) => id}
        nameOf={({ displayName }) => displayName}
        linkOf={(user) => `/users/${encodeURIComponent(user.userPrincipalName)}`}
        isLoading={list.isFetching}
        hasMore={list.hasNextPage}
        more={list.fetchNextPage}
        empty={<EmptyState title={t('empty.title')} text={t('empty.text')} />}
      />
    </Page>
  );
}
