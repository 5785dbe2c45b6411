/** What happened to a message, from its acceptance to what is to come, with the upstream's words. */
import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { type Message, type TimelineEvent, timelineOf } from './message.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  event: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: `0 0 ${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    borderLeft: `2px solid ${tokens.colorNeutralStroke1}`,
    marginLeft: '7px',
    ':last-child': { paddingBottom: 0, borderLeftColor: 'transparent' },
    '::before': {
      content: '""',
      position: 'absolute',
      left: '-9px',
      top: '2px',
      width: '12px',
      height: '12px',
      borderRadius: tokens.borderRadiusCircular,
      border: `2px solid ${tokens.colorNeutralBackground1}`,
      backgroundColor: tokens.colorBrandForeground1,
    },
  },
  good: { '::before': { backgroundColor: tokens.colorPaletteGreenForeground1 } },
  bad: { '::before': { backgroundColor: tokens.colorPaletteRedForeground1 } },
  coming: { '::before': { backgroundColor: tokens.colorNeutralForeground4 } },
  words: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const bad = new Set<TimelineEvent['kind']>(['bounced', 'dead', 'deferred', 'uncertain']);

export function TimelineCard({ message }: { readonly message: Message }): ReactElement {
  const { t } = useTranslation('mail-flow');
  const styles = useStyles();
  return (
    <Card title={t('timeline')}>
      <ol className={styles.list}>
        {timelineOf(message).map((event) => (
          <li
            key={`${event.kind} ${event.at} ${event.recipients.join(' ')}`}
            className={mergeClasses(
              styles.event,
              event.kind === 'delivered' && styles.good,
              bad.has(event.kind) && styles.bad,
              event.kind === 'next-attempt' && styles.coming,
            )}
          >
            <Event event={event} message={message} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Event({ event, message }: { readonly event: TimelineEvent; readonly message: Message }): ReactElement {
  const { t } = useTranslation('mail-flow');
  const formats = useFormats();
  const styles = useStyles();
  const { kind, at, recipients, text, connector, by, bounceId } = event;
  const isCaptured = kind === 'delivered' && connector === 'capture';
  const isAll = recipients.length === message.recipients.length;
  return (
    <>
      <Text weight="semibold">{t(isCaptured ? 'event.captured' : `event.${kind}`, { by })}</Text>
      <Text size={200} className={styles.quiet}>
        {`${formats.exactly(at)} · ${formats.ago(at)}`}
      </Text>
      {recipients.length > 0 && (!isAll || recipients.length === 1) && <Text>{formats.list(recipients)}</Text>}
      {isAll && recipients.length > 1 && <Text>{t('event.everybody', { count: recipients.length })}</Text>}
      {text !== '' && !isCaptured && (
        <div>
          <Text size={200} className={styles.quiet}>
            {t('event.said', { connector })}
          </Text>
          <div className={styles.words}>{text}</div>
        </div>
      )}
      {bounceId !== null && (
        <TextLink to={`/mail-flow/trace/${encodeURIComponent(bounceId)}`}>{t('event.report')}</TextLink>
      )}
    </>
  );
}
