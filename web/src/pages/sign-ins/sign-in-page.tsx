/** One session of the sign-in log: the doors that stood in the way, what the device was told, and what opens them. */
import { Skeleton, SkeletonItem, Tab, TabList } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useAsk } from '../../api/use-ask.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';
import { AttemptView } from './attempt-view.tsx';
import { RefusedMessages } from './refused-messages.tsx';
import { isSessionId, type SessionTrace } from './sign-in.ts';

export default function SignInPage(): ReactElement {
  const { sessionId = '' } = useParams();
  const { t } = useTranslation('sign-ins');
  const { data, error, refetch } = useSessionTrace(sessionId);
  const title = t('session.title.none', { id: sessionId });
  if (error !== null)
    return (
      <Page title={title}>
        <FaultNotice fault={error} again={refetch} />
      </Page>
    );
  if (data === undefined)
    return (
      <Page title={title}>
        <Skeleton aria-label={title}>
          <SkeletonItem size={96} />
        </Skeleton>
      </Page>
    );
  return <SessionView id={sessionId} session={data} />;
}

interface Asked {
  readonly data: SessionTrace | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** Sessions of the SMTP door, or what belongs together at the other doors. */
function useSessionTrace(id: string): Asked {
  const { tenant } = useSession();
  const isSession = isSessionId(id);
  const session = useAsk('GET /why/{sessionId}', { params: { sessionId: id } }, { enabled: isSession });
  const others = useAsk(
    'GET /sign-ins',
    { query: { tenant: tenant.id, correlationId: id, limit: 50 } },
    { enabled: !isSession },
  );
  if (isSession) return session;
  const data = others.data && { sessionId: '', signIns: others.data.signIns.toReversed(), refusals: [], replies: {} };
  return { data, error: others.error, refetch: others.refetch };
}

function SessionView({ id, session }: { readonly id: string; readonly session: SessionTrace }): ReactElement {
  const { t } = useTranslation('sign-ins');
  const { signIns, refusals, replies } = session;
  const formats = useFormats();
  const [search, setSearch] = useSearchParams();
  // The last is what the device shows; an earlier one is chosen by its number.
  const wanted = Number(search.get('attempt') ?? signIns.length);
  const at = Number.isInteger(wanted) && wanted >= 1 && wanted <= signIns.length ? wanted - 1 : signIns.length - 1;
  const signIn = signIns[at];
  if (signIn === undefined)
    return (
      <Page title={t('session.title.none', { id })}>
        {refusals.length === 0 ? <EmptyState title={t('none')} text="" /> : <RefusedMessages session={session} />}
      </Page>
    );
  const { outcome, login, application } = signIn;
  return (
    <Page
      title={t(`session.title.${outcome}`, { login: login === '' ? (application?.displayName ?? id) : login })}
      lead={`${formats.exactly(signIn.at)} · ${formats.ago(signIn.at)}`}
      actions={
        signIn.userId !== null && (
          <LinkButton to={`/sign-ins?user=${encodeURIComponent(login)}`}>{t('session.others')}</LinkButton>
        )
      }
    >
      {signIns.length > 1 && (
        <TabList
          aria-label={t('session.attempts')}
          selectedValue={at}
          onTabSelect={(_event, { value }) => setSearch({ attempt: String(Number(value) + 1) }, { replace: true })}
        >
          {signIns.map((each, index) => (
            <Tab key={each.id} value={index}>
              {t('session.attempt', { at: formats.time(each.at), outcome: t(`outcome.${each.outcome}`) })}
            </Tab>
          ))}
        </TabList>
      )}
      <AttemptView key={signIn.id} signIn={signIn} reply={replies[signIn.reply ?? ''] ?? null} />
      <RefusedMessages session={session} />
    </Page>
  );
}
