/** The frame of every page: who is signed in is found out first; then the bar, the navigation, and the page. */
import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { type ReactElement, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useMatches, useNavigation } from 'react-router';
import { useAsk } from '../api/use-ask.ts';
import { FaultNotice } from '../components/fault-notice.tsx';
import { Page } from '../components/page.tsx';
import { useLive } from '../live/use-live.ts';
import { type Me, mayOf, type Session, SessionContext } from '../session/me.ts';
import { narrow } from '../widths.ts';
import { Navigation } from './navigation.tsx';
import { TopBar } from './top-bar.tsx';

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    gridTemplateRows: 'auto minmax(0, 1fr)',
    gridTemplateColumns: 'minmax(0, 1fr)',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground3,
  },
  below: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    minHeight: 0,
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  main: { overflowY: 'auto', scrollbarGutter: 'stable', outlineStyle: 'none' },
  waiting: { display: 'grid', placeItems: 'center', height: '100%' },
  skip: {
    position: 'absolute',
    left: '-9999px',
    ':focus': {
      left: tokens.spacingHorizontalM,
      top: tokens.spacingVerticalS,
      zIndex: 10,
      backgroundColor: tokens.colorNeutralBackground1,
      padding: tokens.spacingHorizontalS,
    },
  },
});

export function Shell(): ReactElement {
  const { t } = useTranslation();
  const styles = useStyles();
  const { data: me, error, refetch } = useAsk('GET /me');
  if (me !== undefined) return <SignedIn me={me} />;
  return (
    <main className={styles.waiting}>
      {error === null ? <Spinner label={t('wait')} /> : <FaultNotice fault={error} again={refetch} />}
    </main>
  );
}

function SignedIn({ me }: { readonly me: Me }): ReactElement {
  const { t } = useTranslation();
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  // A panel is opened within its page: the page stays.
  const page = useMatches().at(-1)?.id;
  const isComing = useNavigation().state !== 'idle';
  const session = useMemo<Session | null>(
    () => (me.tenant === null ? null : { me, tenant: me.tenant, may: mayOf(me) }),
    [me],
  );
  useLive(session?.tenant.id ?? null);
  if (session === null) return <FaultNotice fault={new Error(t('no-tenant'))} />;
  return (
    <SessionContext value={session}>
      <div className={styles.frame}>
        <a className={styles.skip} href="#main">
          {t('skip')}
        </a>
        <TopBar isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
        <div className={styles.below}>
          <Navigation isOpen={isOpen} onClose={() => setOpen(false)} />
          <main id="main" className={styles.main} tabIndex={-1} aria-busy={isComing}>
            <Suspense key={page} fallback={<Spinner className={styles.waiting} label={t('wait')} />}>
              {me.roles.length === 0 ? <NoRole /> : <Outlet />}
            </Suspense>
          </main>
        </div>
      </div>
    </SessionContext>
  );
}

function NoRole(): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t('no-role.title')} lead={t('no-role.text')}>
      <a href="/my/security">{t('me.security')}</a>
    </Page>
  );
}
