/** What a client with this mailbox's password would be answered now, all controls together: the box alone does not say. */
import { Badge, makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular, DismissCircleRegular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AnswerOf } from '../../api/routes.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { useExamination } from '../../doctor/use-examination.ts';
import { useSharedWords } from '../../doctor/words.ts';
import { useSession } from '../../session/me.ts';

type Examination = AnswerOf<'POST /doctor/users/{user}/examination'>;

interface PlaceOfGate {
  readonly path: string;
  /** Who may read it finds the setting there. */
  readonly area: string;
}

/** Where each gate is opened; one that is opened at the client, or on this tab, has no page. */
function placeOf(gate: string, login: string): PlaceOfGate | null {
  const name = encodeURIComponent(login);
  const places: Readonly<Record<string, PlaceOfGate>> = {
    'security-defaults': { path: '/identity/properties?manage=security-defaults', area: 'security-defaults' },
    'multi-factor': { path: `/multi-factor?search=${name}`, area: 'multi-factor' },
    'authentication-policy': { path: '/organization', area: 'authentication-policy' },
    'basic-authentication-retired': { path: '/organization', area: 'organization' },
    'conditional-access': { path: '/identity/conditional-access', area: 'conditional-access' },
    'tls-version': { path: '/organization', area: 'organization' },
    'account-state': { path: `/users/${name}`, area: 'user' },
    mailbox: { path: `/users/${name}`, area: 'user' },
  };
  return places[gate] ?? null;
}

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
  },
  link: { color: tokens.colorBrandForegroundLink },
  hint: { color: tokens.colorNeutralForeground3 },
});

/** `smtpAuth`: what the mailbox itself says. */
export function EffectiveAnswer({
  user,
  smtpAuth,
}: {
  readonly user: string;
  readonly smtpAuth: string;
}): ReactElement {
  const { t } = useTranslation(['users', 'common']);
  const styles = useStyles();
  const { data, error, refetch } = useExamination(user);
  return (
    <div className={styles.box} role="group" aria-label={t('effective')}>
      <div className={styles.head}>
        <Text weight="semibold">{t('effective')}</Text>
        {data !== undefined && <Answer allowed={data.effective.allowed} smtpAuth={smtpAuth} />}
      </div>
      {data === undefined && error === null && <ProgressBar aria-label={t('common:wait')} />}
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      {data !== undefined && <Reasons examination={data} />}
      {data !== undefined && data.assumed.length > 0 && (
        <Text size={200} className={styles.hint}>
          {t('effective.assumed', { count: data.assumed.length })}
        </Text>
      )}
    </div>
  );
}

function Answer({ allowed, smtpAuth }: { readonly allowed: boolean; readonly smtpAuth: string }): ReactElement {
  const { t } = useTranslation('users');
  if (allowed)
    return (
      <Badge appearance="tint" color="success" icon={<CheckmarkCircleRegular />}>
        {t('effective.allowed')}
      </Badge>
    );
  return (
    <Badge appearance="tint" color="danger" icon={<DismissCircleRegular />}>
      {t(smtpAuth === 'on' ? 'effective.refused-yet-on' : 'effective.refused')}
    </Badge>
  );
}

function Reasons({ examination }: { readonly examination: Examination }): ReactElement | null {
  const { t: said, say } = useSharedWords();
  const styles = useStyles();
  if (examination.effective.allowed) return null;
  const shut = examination.trace.filter(({ verdict }) => verdict === 'shut');
  return (
    <>
      <ul className={styles.list}>
        {shut.map(({ gate, because }) => (
          <li key={gate}>
            {say(because)}. <GateLink gate={gate} login={examination.user.userPrincipalName} />
          </li>
        ))}
      </ul>
      {examination.plan.alternative !== null && (
        <Text>{said(`plan.alternative.${examination.plan.alternative.way}`)}</Text>
      )}
    </>
  );
}

function GateLink({ gate, login }: { readonly gate: string; readonly login: string }): ReactElement | null {
  const { t } = useTranslation('users');
  const styles = useStyles();
  const { may } = useSession();
  const place = placeOf(gate, login);
  if (place === null || !may(place.area)) return null;
  return (
    <Link className={styles.link} to={place.path}>
      {t('effective.open')}
    </Link>
  );
}
