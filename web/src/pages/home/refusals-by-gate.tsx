/** Which gates have refused, the most first; each leads to its refusals. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormats } from '../../i18n/formats.ts';
import type { Overview } from './sending-now.tsx';

type Gates = NonNullable<Overview['signIns']>['gates'];

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  gate: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  line: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalM },
  track: {
    height: '8px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground5,
    overflow: 'hidden',
  },
  bar: { height: '100%', borderRadius: tokens.borderRadiusMedium, backgroundColor: tokens.colorBrandBackground },
  quiet: { color: tokens.colorNeutralForeground2 },
});

export function RefusalsByGate({ gates }: { readonly gates: Gates }): ReactElement {
  const { t } = useTranslation('home');
  const { t: doors } = useTranslation('doors');
  const styles = useStyles();
  const { number } = useFormats();
  const most = Math.max(...gates.map(({ month }) => month), 1);
  if (gates.length === 0) return <Text className={styles.quiet}>{t('gates.none')}</Text>;
  return (
    <ul className={styles.list}>
      {gates.map(({ gate, day, month }) => (
        <li key={gate}>
          <Link to={`/sign-ins?outcome=refused&gate=${gate}`} className={styles.gate}>
            <span className={styles.line}>
              <span>{doors(`gate.${gate}`)}</span>
              <span className={styles.quiet}>{t('gates.counts', { month: number(month), day: number(day) })}</span>
            </span>
            <span className={styles.track} aria-hidden>
              <span className={styles.bar} style={{ display: 'block', width: `${(month / most) * 100}%` }} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
