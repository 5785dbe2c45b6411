/** Captured mail: what the connector `capture` kept for people to look at, and sent nowhere. */
import { Button } from '@fluentui/react-components';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Page } from '../../components/page.tsx';
import { RecordList } from '../../components/record-list.tsx';
import type { Message } from './message.ts';
import { pathOf, useMessageColumns } from './use-message-columns.tsx';
import { useMessages } from './use-messages.ts';

/** Where so many delivered messages in a row hold none, the person says whether to look further. */
const enough = 1000;
const wanted = 50;

function isCaptured({ recipients }: Message): boolean {
  return recipients.some(({ state }) => state.answer?.connector === 'capture');
}

export default function CapturedPage(): ReactElement {
  const { t } = useTranslation('mail-flow');
  const { messages, error, isFetching, hasNextPage, fetchNextPage, refetch } = useMessages({ state: 'delivered' });
  const captured = messages.filter(isCaptured);
  const isShort = captured.length < wanted && hasNextPage && !isFetching;
  const isStopped = isShort && messages.length >= enough;
  useEffect(() => {
    if (isShort && !isStopped) fetchNextPage();
  }, [isShort, isStopped, fetchNextPage]);
  return (
    <Page title={t('captured.title')} lead={t('captured.lead')}>
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      <RecordList
        label={t('captured.title')}
        columns={useMessageColumns()}
        rows={captured}
        keyOf={({ id }) => id}
        nameOf={({ subject }) => subject}
        linkOf={pathOf}
        isLoading={isFetching}
        hasMore={hasNextPage}
        more={fetchNextPage}
        empty={
          <EmptyState
            title={t('captured.empty.title')}
            text={t('captured.empty.text')}
            action={isStopped && <Button onClick={() => fetchNextPage()}>{t('captured.further')}</Button>}
          />
        }
      />
    </Page>
  );
}
