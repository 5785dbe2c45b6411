/** What is best done next, each with why it matters and the way there; what is done stays in sight. */
import { Badge, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular, CircleRegular } from '@fluentui/react-icons';
import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAsk } from '../../api/use-ask.ts';
import { Card } from '../../components/card.tsx';
import { useSession } from '../../session/me.ts';
import { type Advised, adviceFor } from './advice.ts';
import type { Overview } from './sending-now.tsx';

const colours = { high: 'danger', medium: 'warning', low: 'informative' } as const;

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  item: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'start' },
  icon: { fontSize: '20px', flexShrink: 0, color: tokens.colorNeutralForeground3 },
  done: { color: tokens.colorStatusSuccessForeground1 },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  head: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  quiet: { color: tokens.colorNeutralForeground2 },
  link: { color: tokens.colorBrandForegroundLink },
});

export function AdviceList({ overview }: { readonly overview: Overview }): ReactElement {
  const { t } = useTranslation('home');
  const styles = useStyles();
  const { tenant } = useSession();
  const { data } = useAsk('GET /tenants/{tenant}', { params: { tenant: tenant.id } });
  const advice = useMemo(() => adviceFor(factsOf(overview, data?.settings ?? {})), [overview, data]);
  return (
    <Card title={t('advice.title')}>
      <ul className={styles.list}>
        {advice.map((each) => (
          <Item key={each.name} advised={each} />
        ))}
      </ul>
    </Card>
  );
}

function Item({ advised: { name, priority, isDone, path, values } }: { readonly advised: Advised }): ReactElement {
  const { t } = useTranslation('home');
  const styles = useStyles();
  const Icon = isDone ? CheckmarkCircleRegular : CircleRegular;
  return (
    <li className={styles.item}>
      <Icon className={mergeClasses(styles.icon, isDone && styles.done)} aria-hidden />
      <div className={styles.words}>
        <span className={styles.head}>
          <Text weight="semibold">{t(isDone ? `advice.${name}.done` : `advice.${name}`, values)}</Text>
          <Badge appearance="tint" color={isDone ? 'success' : colours[priority]}>
            {t(isDone ? 'advice.done' : `advice.${priority}`)}
          </Badge>
        </span>
        {!isDone && (
          <>
            <Text className={styles.quiet}>{t(`advice.${name}.why`, values)}</Text>
            <Link className={styles.link} to={path}>
              {t(`advice.${name}.do`)}
            </Link>
          </>
        )}
      </div>
    </li>
  );
}

function factsOf({ identities, queue, signIns }: Overview, settings: Readonly<Record<string, { value: unknown }>>) {
  return {
    settings: Object.fromEntries(Object.entries(settings).map(([name, { value }]) => [name, value])),
    refused: identities === null ? null : { count: identities.refused.count, gate: signIns?.gates[0]?.gate ?? null },
    dead: queue === null ? null : (queue.find(({ state }) => state === 'dead')?.recipients ?? 0),
  };
}
