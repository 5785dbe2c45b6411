/** Four figures, each of which leads to what it counts. */
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormats } from '../../i18n/formats.ts';
import type { Overview } from './sending-now.tsx';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  figure: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    height: '100%',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { boxShadow: tokens.shadow8 },
  },
  number: { ...typographyStyles.title1 },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface Figure {
  readonly name: 'sending' | 'refused' | 'silent' | 'waiting';
  readonly value: number;
  readonly path: string;
}

export function Figures({ overview: { identities, queue } }: { readonly overview: Overview }): ReactElement {
  const { t } = useTranslation('home');
  const styles = useStyles();
  const { number } = useFormats();
  const figures: Figure[] = [
    ...(identities === null
      ? []
      : ([
          { name: 'sending', value: identities.sending.count, path: '#identities' },
          { name: 'refused', value: identities.refused.count, path: '/sign-ins?outcome=refused' },
          { name: 'silent', value: identities.silent.count, path: '#identities' },
        ] as const)),
    ...(queue === null ? [] : [{ name: 'waiting', value: sumOf(queue), path: '/mail-flow/queue' } as const]),
  ];
  return (
    <ul className={styles.list}>
      {figures.map(({ name, value, path }) => (
        <li key={name}>
          <Link to={path} className={styles.figure}>
            <span className={styles.name}>{t(`figure.${name}`)}</span>
            <span className={styles.number}>{number(value)}</span>
            <span className={styles.quiet}>{t(`figure.${name}.text`)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Dead letters wait for nothing but a decision. */
function sumOf(queue: NonNullable<Overview['queue']>): number {
  return queue.reduce((sum, { state, recipients }) => (state === 'dead' ? sum : sum + recipients), 0);
}
