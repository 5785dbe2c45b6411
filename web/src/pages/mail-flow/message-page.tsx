/** One message: what has become of it, for whom, and what was in it. */
import { Button, makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { addressOf } from '../../api/ask.ts';
import { useAsk } from '../../api/use-ask.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Page } from '../../components/page.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';
import { ContentCard } from './content-card.tsx';
import { EnvelopeCard } from './envelope-card.tsx';
import { type Message, stateOf } from './message.ts';
import { QueueActions } from './queue-actions.tsx';
import { RecipientsCard } from './recipients-card.tsx';
import { StateBadge } from './state-badge.tsx';
import { TimelineCard } from './timeline-card.tsx';

const useStyles = makeStyles({
  lead: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

export default function MessagePage(): ReactElement {
  const { id = '' } = useParams();
  const { t } = useTranslation('mail-flow');
  const { data, error, refetch } = useAsk('GET /messages/{id}', { params: { id } });
  const title = t('message.title', { id });
  if (data !== undefined) return <MessageView message={data.message} />;
  return (
    <Page title={title}>
      {error === null ? (
        <Skeleton aria-label={title}>
          <SkeletonItem size={96} />
        </Skeleton>
      ) : (
        <FaultNotice fault={error} again={refetch} />
      )}
    </Page>
  );
}

function MessageView({ message }: { readonly message: Message }): ReactElement {
  const { t } = useTranslation('mail-flow');
  const { may } = useSession();
  const formats = useFormats();
  const styles = useStyles();
  const { id, subject, acceptedAt } = message;
  return (
    <Page
      title={subject === '' ? t('no-subject') : subject}
      lead={
        <span className={styles.lead}>
          <StateBadge state={stateOf(message)} />
          {`${formats.exactly(acceptedAt)} · ${formats.bytes(message.sizeBytes)}`}
        </span>
      }
      actions={
        may('message-content') && (
          <Button
            as="a"
            href={addressOf('/messages/{id}/raw', { id })}
            download={`${id}.eml`}
            icon={<ArrowDownloadRegular />}
          >
            {t('message.raw')}
          </Button>
        )
      }
    >
      <QueueActions messages={[message]} />
      <TimelineCard message={message} />
      <RecipientsCard message={message} />
      {may('message-content') && <ContentCard id={id} />}
      <EnvelopeCard message={message} />
    </Page>
  );
}
