/** Where mail goes, in the order in which the connectors are asked, and how each of them works. */
import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, DismissCircleFilled } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { useFormats } from '../../i18n/formats.ts';
import type { Health } from './health-view.tsx';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'start',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':last-child': { borderBottomStyle: 'none' },
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function ConnectorsCard({ connectors }: Pick<Health, 'connectors'>): ReactElement {
  const { t } = useTranslation('health');
  const formats = useFormats();
  const styles = useStyles();
  return (
    <Card title={t('connectors')}>
      <ol className={styles.list}>
        {connectors.map(({ name, kind, domains, server, waiting, lastSuccessAt, lastFailure, failingSince }) => (
          <li key={name} className={styles.row}>
            <div className={styles.words}>
              <Text weight="semibold">{name}</Text>
              <Text size={200} className={styles.quiet}>
                {[
                  t(`connector.${kind}`),
                  server,
                  domains.length === 0 ? t('connector.all') : formats.list(domains),
                  waiting === null || waiting === 0 ? null : t('connector.waiting', { count: waiting }),
                  lastSuccessAt === null ? null : t('connector.success', { ago: formats.ago(lastSuccessAt) }),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </Text>
              {lastFailure !== null && (
                <Text size={200}>
                  {t('connector.failure', { ago: formats.ago(lastFailure.at), text: lastFailure.text })}
                </Text>
              )}
            </div>
            {failingSince === null ? (
              <Badge appearance="tint" color="success" icon={<CheckmarkCircleFilled />}>
                {t('works')}
              </Badge>
            ) : (
              <Badge appearance="tint" color="danger" icon={<DismissCircleFilled />}>
                {t('connector.failing', { ago: formats.ago(failingSince) })}
              </Badge>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
