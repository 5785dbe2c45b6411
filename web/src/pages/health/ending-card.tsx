/** What runs out: secrets and certificates of applications, and changes that will be put back by themselves. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';
import type { Health } from './health-view.tsx';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
  },
});

export function EndingCard({ health }: { readonly health: Health }): ReactElement {
  const { t } = useTranslation(['health', 'audit']);
  const { may } = useSession();
  const formats = useFormats();
  const styles = useStyles();
  const credentials = health.credentials ?? [];
  const changes = health.endingChanges ?? [];
  return (
    <Card title={t('ending')}>
      {credentials.length + changes.length === 0 ? (
        <Text>{t('ending.none')}</Text>
      ) : (
        <ul className={styles.list}>
          {credentials.map(({ id, kind, application, endsAt }) => (
            <li key={id}>{t(`ending.${kind}`, { application, ago: formats.ago(endsAt), at: formats.day(endsAt) })}</li>
          ))}
          {changes.map(({ id, action, until }) => {
            const what = t(`audit:action.${action}`, { defaultValue: action });
            return (
              <li key={id}>
                {may('audit-log') ? <TextLink to={`/audit/${encodeURIComponent(id)}`}>{what}</TextLink> : what}
                {`: ${t('ending.change', { ago: formats.ago(until), at: formats.moment(until) })}`}
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
