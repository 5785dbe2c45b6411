/** Where an id out of a reply, or from a printer's panel, leads: to its session or its message, or to what can be done without. */
import { makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useParams } from 'react-router';
import { Fault } from '../../api/ask.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Card } from '../../components/card.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { useSession } from '../../session/me.ts';

const useStyles = makeStyles({
  example: {
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  id: {
    fontWeight: tokens.fontWeightBold,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorPaletteYellowBackground2,
  },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
  next: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export default function FindPage(): ReactElement {
  const { t } = useTranslation('sign-ins');
  const { id = '' } = useParams();
  const { may } = useSession();
  const session = useAsk('GET /why/{sessionId}', { params: { sessionId: id } }, { enabled: may('sign-in-log') });
  const message = useAsk('GET /messages/{id}', { params: { id } }, { enabled: may('message') });
  if (session.data !== undefined) return <Navigate to={`/sign-ins/${encodeURIComponent(id)}`} replace />;
  if (message.data !== undefined) return <Navigate to={`/mail-flow/trace/${encodeURIComponent(id)}`} replace />;
  if (session.isFetching || message.isFetching)
    return (
      <Page title={t('find.title', { id })}>
        <ProgressBar aria-label={t('find.title', { id })} />
      </Page>
    );
  const failed = [session, message].find(({ error }) => error !== null && !isMissing(error));
  return <NotFound id={id} fault={failed?.error ?? null} again={() => failed?.refetch()} />;
}

function isMissing(fault: Error): boolean {
  return fault instanceof Fault && (fault.status === 404 || fault.status === 400);
}

interface NotFoundProps {
  readonly id: string;
  /** What could not be asked. */
  readonly fault: Error | null;
  readonly again: () => unknown;
}

function NotFound({ id, fault, again }: NotFoundProps): ReactElement {
  const { t } = useTranslation('sign-ins');
  const { tenant, may } = useSession();
  const styles = useStyles();
  const isPart = !may('sign-in-log') || !may('message');
  const reasons = ['mistyped', 'old', 'other', ...(isPart ? ['forbidden'] : [])];
  return (
    <Page title={t('find.none.title', { id })} lead={t('find.none.text', { tenant: tenant.displayName })}>
      {fault !== null && <FaultNotice fault={fault} again={again} />}
      <Card title={t('find.looks')}>
        <Text>{t('find.looks.text')}</Text>
        <div className={styles.example} lang="en">
          535 5.7.139 Authentication unsuccessful … [server 2026-11-28T10:00:00.000Z{' '}
          <mark className={styles.id}>08DE2E0A1B2C3D4F</mark>]
        </div>
      </Card>
      <Card title={t('find.why')}>
        <ul className={styles.list}>
          {reasons.map((reason) => (
            <li key={reason}>{t(`find.why.${reason}`)}</li>
          ))}
        </ul>
      </Card>
      <Card title={t('find.next')}>
        <div className={styles.next}>
          <LinkButton to="/doctor" appearance="primary">
            {t('find.next.doctor')}
          </LinkButton>
          {may('sign-in-log') && <LinkButton to="/sign-ins">{t('find.next.sign-ins')}</LinkButton>}
          {may('message') && <LinkButton to="/mail-flow/trace">{t('find.next.trace')}</LinkButton>}
        </div>
      </Card>
    </Page>
  );
}
