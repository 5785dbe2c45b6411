/** Who still signs in with a password, when that ends, and where each can go. */
import {
  makeStyles,
  ProgressBar,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Card } from '../../components/card.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { useSharedWords } from '../../doctor/words.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';

type ReadinessAnswer = AnswerOf<'GET /doctor/readiness'>;

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  ways: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
  cell: { verticalAlign: 'top', paddingTop: tokens.spacingVerticalS, paddingBottom: tokens.spacingVerticalS },
});

export function Readiness(): ReactElement {
  const { t } = useTranslation('doctor');
  const { tenant } = useSession();
  const { data, error, refetch } = useAsk('GET /doctor/readiness', { query: { tenant: tenant.id } });
  if (error !== null) return <FaultNotice fault={error} again={refetch} />;
  if (data === undefined) return <ProgressBar aria-label={t('working')} />;
  return (
    <>
      <Dates dates={data.dates} />
      <Senders readiness={data} />
    </>
  );
}

function Dates({ dates }: { readonly dates: ReadinessAnswer['dates'] }): ReactElement {
  const styles = useStyles();
  const { t } = useTranslation('doctor');
  const { find } = useSharedWords();
  const { ago } = useFormats();
  return (
    <Card title={t('readiness.dates')}>
      <ul className={styles.ways}>
        {dates.map(({ id, on, at }) => (
          <li key={id}>
            <strong>{on}</strong> <span className={styles.quiet}>({ago(at)})</span> – {find(`date.${id}`)}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Senders({ readiness: { migrations, ready, isCut } }: { readonly readiness: ReadinessAnswer }): ReactElement {
  const styles = useStyles();
  const { t } = useTranslation('doctor');
  const { t: shared } = useSharedWords();
  return (
    <Card title={t('readiness.title')}>
      <Text className={styles.quiet}>{shared('readiness.ready', { count: ready })}</Text>
      {isCut && <Text>{shared('readiness.cut')}</Text>}
      {migrations.length === 0 ? (
        <Text>{t('readiness.none')}</Text>
      ) : (
        <Table aria-label={t('readiness.title')} size="small">
          <TableHeader>
            <TableRow>
              <TableHeaderCell>{t('readiness.who')}</TableHeaderCell>
              <TableHeaderCell>{t('readiness.use')}</TableHeaderCell>
              <TableHeaderCell>{t('readiness.ways')}</TableHeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {migrations.map((migration) => (
              <Sender key={migration.userPrincipalName} migration={migration} />
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

function Sender({ migration }: { readonly migration: ReadinessAnswer['migrations'][number] }): ReactElement {
  const styles = useStyles();
  const { t } = useSharedWords();
  const { ago, list } = useFormats();
  const { userPrincipalName, addresses, count, counted, lastAt, alsoOAuth, oldTls, peakPerHour, ways } = migration;
  const facts = [
    t(`readiness.counted.${counted}`, { count }),
    ...(lastAt === null ? [] : [ago(lastAt)]),
    ...(addresses === null ? [] : [list(addresses)]),
    ...(alsoOAuth ? [t('readiness.also-oauth')] : []),
    ...(oldTls ? [t('readiness.old-tls')] : []),
  ];
  return (
    <TableRow>
      <TableCell className={styles.cell}>
        <TextLink to={`/users/${encodeURIComponent(userPrincipalName)}`}>{userPrincipalName}</TextLink>
      </TableCell>
      <TableCell className={styles.cell}>{facts.join(' · ')}</TableCell>
      <TableCell className={styles.cell}>
        <ul className={styles.ways}>
          {ways.map(({ id, against }) => (
            <li key={id}>
              {t(`way.${id}`)}
              {against.map((each) => `; ${t(`readiness.against.${each}`, { perHour: peakPerHour ?? 0 })}`)}
            </li>
          ))}
        </ul>
      </TableCell>
    </TableRow>
  );
}
