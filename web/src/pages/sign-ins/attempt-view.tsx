/** One attempt to sign in: the doors first, then what opens them, then all that was seen of it. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { StethoscopeRegular } from '@fluentui/react-icons';
import type { TFunction } from 'i18next';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Card } from '../../components/card.tsx';
import { CopiedText } from '../../components/copied-text.tsx';
import { doorsOf, shutDoors } from '../../components/doors/door.ts';
import { Doors } from '../../components/doors/doors.tsx';
import { Remedies } from '../../components/doors/remedies.tsx';
import { Facts } from '../../components/facts.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';
import { NowNotice } from './now-notice.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';
import type { SignIn } from './sign-in.ts';

const useStyles = makeStyles({
  verdict: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  quiet: { color: tokens.colorNeutralForeground2 },
});

export interface AttemptViewProps {
  readonly signIn: SignIn;
  /** What the device was told; null: it was not told by SMTP. */
  readonly reply: string | null;
}

export function AttemptView({ signIn, reply }: AttemptViewProps): ReactElement {
  const { t } = useTranslation('sign-ins');
  const { may } = useSession();
  const styles = useStyles();
  const [search, setSearch] = useSearchParams();
  const { trace, outcome, userId, sessionId } = signIn;
  const doors = doorsOf(trace, outcome === 'allowed');
  const shut = shutDoors(doors);
  const look = (gate: string): void =>
    setSearch(
      (before) => {
        before.set('door', gate);
        return before;
      },
      { replace: true },
    );
  return (
    <>
      {outcome === 'refused' && signIn.kind === 'smtp' && userId !== null && may('user') && (
        <NowNotice signIn={signIn} userId={userId} />
      )}
      <Card title={t('session.doors')}>
        <div className={styles.verdict}>
          <OutcomeBadge outcome={outcome} />
          <Text>{useVerdict(signIn)}</Text>
        </div>
        {doors.length > 0 && <Doors doors={doors} looked={search.get('door')} onLook={look} userId={userId} />}
      </Card>
      {reply !== null && (
        <Card title={t('session.reply')}>
          <CopiedText text={reply} label={t('session.reply')} />
          {outcome !== 'allowed' && <Text className={styles.quiet}>{t('session.reply.text', { id: sessionId })}</Text>}
        </Card>
      )}
      {shut.length > 0 && (
        <Card
          title={t('session.open')}
          actions={
            userId !== null &&
            may('user') && (
              <LinkButton
                to={`/doctor?user=${encodeURIComponent(signIn.login)}`}
                appearance="primary"
                icon={<StethoscopeRegular />}
              >
                {t('session.plan')}
              </LinkButton>
            )
          }
        >
          <Text className={styles.quiet}>{t('session.open.text', { count: shut.length })}</Text>
          <Remedies doors={shut} userId={userId} />
        </Card>
      )}
      <AttemptFacts signIn={signIn} />
    </>
  );
}

/** The whole in a sentence or two. */
function useVerdict({ trace, outcome }: SignIn): string {
  const { t } = useTranslation(['sign-ins', 'doors']);
  if (outcome === 'error') return t('session.lead.error');
  if (trace.length === 0) return t('session.lead.plain');
  if (outcome === 'allowed') return t('session.lead.allowed');
  const shut = shutDoors(doorsOf(trace, false));
  const first = t('session.lead.refused', { gate: t(`doors:gate.${shut[0]?.gate ?? ''}`) });
  return shut.length > 1 ? `${first} ${t('session.lead.behind', { count: shut.length - 1 })}` : first;
}

function AttemptFacts({ signIn }: { readonly signIn: SignIn }): ReactElement {
  const { t } = useTranslation('sign-ins');
  const formats = useFormats();
  const { may } = useSession();
  const { login, userId, address, application, sessionId, errorCode, tls } = signIn;
  const user: ReactNode =
    userId === null || !may('user') ? login : <TextLink to={`/users/${encodeURIComponent(userId)}`}>{login}</TextLink>;
  return (
    <Card title={t('session.facts')}>
      <Facts
        facts={[
          [t('fact.at'), formats.exactly(signIn.at)],
          [t('fact.user'), user],
          [t('fact.address'), <TextLink to={`/sign-ins?address=${encodeURIComponent(address)}`}>{address}</TextLink>],
          [t('fact.way'), signIn.mechanism ?? t(`kind.${signIn.kind}`)],
          [t('fact.tls'), tls === 'none' ? t('tls.none') : tls],
          [t('fact.listener'), signIn.listener],
          [t('fact.credential'), credentialIn(signIn.credential, t)],
          [t('fact.application'), application?.displayName ?? null],
          [t('fact.resource'), signIn.resource],
          [t('fact.code'), errorCode === 0 ? null : `AADSTS${errorCode}`],
          [t('fact.id'), sessionId],
          [t('fact.correlation'), signIn.correlationId],
        ]}
      />
    </Card>
  );
}

/** `password, totp` and `app-password: NAME`, as the log has them, in words. */
function credentialIn(credential: string, t: TFunction<'sign-ins'>): string {
  return credential
    .split(', ')
    .map((part) => {
      const [kind = '', name] = part.split(': ');
      const word = t(`credential.${kind}`, { defaultValue: kind });
      return name === undefined ? word : `${word} “${name}”`;
    })
    .join(', ');
}
