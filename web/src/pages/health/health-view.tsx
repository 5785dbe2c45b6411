/** How the service stands now. */
import {
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  ProgressBar,
  Skeleton,
  SkeletonItem,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { ConnectorsCard } from './connectors-card.tsx';
import { EndingCard } from './ending-card.tsx';

export type Health = AnswerOf<'GET /health'>;

const useStyles = makeStyles({
  problems: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  bar: { maxWidth: '400px' },
});

export function HealthView(): ReactElement {
  const { t } = useTranslation('health');
  const { data, error, refetch } = useAsk('GET /health', {}, { everyMs: 30_000 });
  if (error !== null) return <FaultNotice fault={error} again={refetch} />;
  if (data === undefined)
    return (
      <Skeleton aria-label={t('title')}>
        <SkeletonItem size={96} />
      </Skeleton>
    );
  return (
    <>
      <Problems health={data} />
      <FiguresCard health={data} />
      <ConnectorsCard connectors={data.connectors} />
      <ForwardingCard forwarding={data.forwarding} />
      <EndingCard health={data} />
    </>
  );
}

function Problems({ health }: { readonly health: Health }): ReactElement {
  const { t } = useTranslation('health');
  const styles = useStyles();
  const { ready, problems } = health;
  if (problems.length === 0)
    return (
      <MessageBar intent={ready ? 'success' : 'error'}>
        <MessageBarBody role="status">
          <MessageBarTitle>{t(ready ? 'good' : 'not-ready')}</MessageBarTitle>
        </MessageBarBody>
      </MessageBar>
    );
  return (
    <div className={styles.problems} role="status">
      {!ready && (
        <MessageBar intent="error">
          <MessageBarBody>
            <MessageBarTitle>{t('not-ready')}</MessageBarTitle>
          </MessageBarBody>
        </MessageBar>
      )}
      {problems.map(({ what, advice }) => (
        <MessageBar key={what} intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{what}</MessageBarTitle> {t('do', { advice })}
          </MessageBarBody>
        </MessageBar>
      ))}
    </div>
  );
}

/** From this share on, a disk is nearly full. */
const nearlyFull = 0.9;

function FiguresCard({ health }: { readonly health: Health }): ReactElement {
  const { t } = useTranslation(['health', 'mail-flow']);
  const formats = useFormats();
  const styles = useStyles();
  const { disk, spoolBytes, queue, sessions, certificateEndsAt } = health;
  const used = disk === null || disk.totalBytes === 0 ? null : 1 - disk.freeBytes / disk.totalBytes;
  return (
    <Card title={t('figures')}>
      {disk !== null && used !== null && (
        <div>
          <Text>{t('disk', { free: formats.bytes(disk.freeBytes), total: formats.bytes(disk.totalBytes) })}</Text>
          <ProgressBar
            className={styles.bar}
            aria-label={t('disk.used', { share: formats.share(used) })}
            value={used}
            color={used > nearlyFull ? 'error' : 'brand'}
            thickness="large"
          />
        </div>
      )}
      <Facts
        facts={[
          ...(queue ?? []).map(
            ({ state, recipients, oldestAt }) =>
              [
                t('queue', { state: t(`mail-flow:state.${state}`, { defaultValue: state }) }),
                t('queue.oldest', { count: recipients, ago: formats.ago(oldestAt) }),
              ] as const,
          ),
          [t('queue.waiting'), queue?.length === 0 ? t('nothing') : null],
          [t('spool'), spoolBytes === null ? null : formats.bytes(spoolBytes)],
          ...sessions.map(({ listener, open }) => [t('sessions', { listener }), formats.number(open)] as const),
          [t('store'), health.storeWritable ? t('store.good') : t('store.bad')],
          [t('store.waiting'), formats.number(health.storeWaiting)],
          [t('dropped'), formats.number(health.droppedRecords)],
          [t('certificate'), certificateEndsAt === null ? null : formats.day(certificateEndsAt)],
        ]}
      />
    </Card>
  );
}

function ForwardingCard({ forwarding }: Pick<Health, 'forwarding'>): ReactElement | null {
  const { t } = useTranslation('health');
  const formats = useFormats();
  if (forwarding.length === 0) return null;
  return (
    <Card title={t('forwarding')}>
      {forwarding.map(({ target, log, lag, taken, failures, lastError, lastTakenAt }) => (
        <Facts
          key={`${target} ${log}`}
          facts={[
            [t('forwarding.target'), target],
            [t('forwarding.log'), t(`forwarding.log.${log}`)],
            [t('forwarding.state'), failures === 0 ? t('works') : (lastError ?? t('fails'))],
            [t('forwarding.lag'), formats.number(lag)],
            [t('forwarding.taken'), formats.number(taken)],
            [t('forwarding.last'), lastTakenAt === null ? null : formats.moment(lastTakenAt)],
          ]}
        />
      ))}
    </Card>
  );
}
