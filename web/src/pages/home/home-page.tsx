/** Home: can mail be sent now? Who sends, who is refused, what waits, what runs out, and what is best done next. */
import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/use-ask.ts';
import { Card } from '../../components/card.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Page } from '../../components/page.tsx';
import { useSession } from '../../session/me.ts';
import { narrow } from '../../widths.ts';
import { AdviceList } from './advice-list.tsx';
import { Ending } from './ending.tsx';
import { Figures } from './figures.tsx';
import { IdentityList } from './identity-list.tsx';
import { MailOverTime } from './mail-over-time.tsx';
import { RefusalsByGate } from './refusals-by-gate.tsx';
import { SendingNow } from './sending-now.tsx';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

export default function HomePage(): ReactElement {
  const { t } = useTranslation('home');
  const styles = useStyles();
  const { tenant } = useSession();
  const { data: overview, error, refetch } = useAsk('GET /overview', { query: { tenant: tenant.id } });
  return (
    <Page title={t('title')} lead={tenant.displayName}>
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      {overview === undefined && error === null && <ProgressBar aria-label={t('loading')} />}
      {overview !== undefined && (
        <>
          {overview.sending !== null && <SendingNow sending={overview.sending} />}
          <Figures overview={overview} />
          <AdviceList overview={overview} />
          <div className={styles.pair}>
            {overview.mail !== null && (
              <Card title={t('mail.title')}>
                <MailOverTime mail={overview.mail} />
              </Card>
            )}
            {overview.signIns !== null && (
              <Card title={t('gates.title')}>
                <RefusalsByGate gates={overview.signIns.gates} />
              </Card>
            )}
          </div>
          {overview.identities !== null && <IdentityList identities={overview.identities} />}
          <Ending />
        </>
      )}
    </Page>
  );
}
