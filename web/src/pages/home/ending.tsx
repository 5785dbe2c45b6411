/** What runs out: credentials, the certificate, changes that are put back, and Microsoft's dates. */
import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AnswerOf } from '../../api/routes.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Card } from '../../components/card.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';

interface EndingThing {
  readonly key: string;
  readonly what: string;
  readonly at: number;
  /** Where it is renewed; null: nowhere here. */
  readonly path: string | null;
}

const useStyles = makeStyles({
  late: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
  link: { color: tokens.colorBrandForegroundLink },
});

export function Ending(): ReactElement | null {
  const { t } = useTranslation('home');
  const styles = useStyles();
  const { day, ago } = useFormats();
  const { may } = useSession();
  const { data: health } = useAsk('GET /health', {}, { enabled: may('service') });
  const things = [...(health === undefined ? [] : thingsOf(health, t))].toSorted((a, b) => a.at - b.at);
  if (things.length === 0) return null;
  return (
    <Card title={t('ending.title')}>
      <Table aria-label={t('ending.title')} size="small">
        <TableHeader>
          <TableRow>
            <TableHeaderCell>{t('ending.what')}</TableHeaderCell>
            <TableHeaderCell>{t('ending.when')}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {things.map(({ key, what, at, path }) => (
            <TableRow key={key}>
              <TableCell>
                {path === null ? (
                  what
                ) : (
                  <Link className={styles.link} to={path}>
                    {what}
                  </Link>
                )}
              </TableCell>
              <TableCell className={at < Date.now() ? styles.late : ''}>
                {day(at)} ({ago(at)})
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function thingsOf(
  { credentials, endingChanges, certificateEndsAt }: AnswerOf<'GET /health'>,
  t: TFunction<'home'>,
): EndingThing[] {
  return [
    ...(credentials ?? []).map(({ id, kind, application, appId, endsAt }) => ({
      key: id,
      what: t(`ending.${kind}`, { application }),
      at: endsAt,
      path: `/identity/applications/${appId}`,
    })),
    ...(endingChanges ?? []).map(({ id, action, until }) => ({
      key: id,
      what: t('ending.change', { action }),
      at: until,
      path: `/audit/${id}`,
    })),
    ...(certificateEndsAt === null
      ? []
      : [{ key: 'certificate', what: t('ending.service-certificate'), at: certificateEndsAt, path: '/health' }]),
  ];
}
