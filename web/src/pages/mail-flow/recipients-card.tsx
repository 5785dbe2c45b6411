/** Each recipient of a message: the state, how often it was tried, and the last answer. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { useFormats } from '../../i18n/formats.ts';
import type { Message } from './message.ts';
import { StateBadge } from './state-badge.tsx';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', maxHeight: '480px', overflowY: 'auto' },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalM}`,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':last-child': { borderBottomStyle: 'none' },
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function RecipientsCard({ message }: { readonly message: Message }): ReactElement {
  const { t } = useTranslation('mail-flow');
  const formats = useFormats();
  const styles = useStyles();
  return (
    <Card title={t('recipients', { count: message.recipients.length })}>
      <ul className={styles.list} tabIndex={0} aria-label={t('recipients', { count: message.recipients.length })}>
        {message.recipients.map(({ address, attempts, state }) => (
          <li key={address} className={styles.row}>
            <div className={styles.words}>
              <Text>{address}</Text>
              <Text size={200} className={styles.quiet}>
                {[
                  t('attempts', { count: attempts }),
                  ...(state.nextAttemptAt === undefined
                    ? []
                    : [t('next-attempt', { at: formats.moment(state.nextAttemptAt) })]),
                ].join(' · ')}
              </Text>
            </div>
            <StateBadge state={state.name} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
