/**
 * One door, drawn: open it stands ajar with a tick, shut it is barred, where nobody was asked there is only a wall with its
 * outline. Form alone tells them apart, without colour.
 */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Verdict } from './door.ts';

const useStyles = makeStyles({
  picture: { display: 'block', width: '48px', height: '64px', overflow: 'visible' },
  open: { color: tokens.colorPaletteGreenForeground1 },
  shut: { color: tokens.colorPaletteRedForeground1 },
  unknown: { color: tokens.colorPaletteMarigoldForeground1 },
  none: { color: tokens.colorNeutralForeground4 },
  beyond: { fill: tokens.colorPaletteGreenBackground2 },
  leaf: { fill: tokens.colorNeutralBackground1 },
  barred: { fill: tokens.colorPaletteRedBackground2 },
  plate: { fill: tokens.colorPaletteRedBackground3 },
  doubtful: { fill: tokens.colorPaletteMarigoldBackground1 },
  sign: { stroke: tokens.colorNeutralForegroundOnBrand },
});

const arch = 'M6 63V25a18 18 0 0 1 36 0v38z';

export function DoorPicture({ verdict }: { readonly verdict: Verdict }): ReactElement {
  const styles = useStyles();
  const colour = verdict === 'not-applicable' ? styles.none : styles[verdict];
  return (
    <svg
      className={mergeClasses(styles.picture, colour)}
      viewBox="0 0 48 64"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {verdict === 'open' && <Ajar />}
      {verdict === 'shut' && <Barred />}
      {verdict === 'unknown' && <Doubtful />}
      {verdict === 'not-applicable' && <path d={arch} strokeWidth="1.5" strokeDasharray="3 4" />}
    </svg>
  );
}

function Ajar(): ReactElement {
  const styles = useStyles();
  return (
    <>
      <path d={arch} className={styles.beyond} />
      <path d="M6 63V25c0-6 3-11.500 7.500-14.700 3 2.800 5.500 7.500 5.500 15.700v41z" className={styles.leaf} />
      <circle cx="15" cy="42" r="1.300" fill="currentColor" stroke="none" />
      <path d="m25.500 36 4.500 4.500 7.500-9" strokeWidth="3" />
    </>
  );
}

function Barred(): ReactElement {
  const styles = useStyles();
  return (
    <>
      <path d={arch} className={styles.barred} />
      <path d="M16 12v51M32 12v51" strokeWidth="1.250" />
      <path d="M1.500 31h45v10h-45z" className={styles.plate} />
      <path d="m21 33 6 6m0-6-6 6" strokeWidth="2.250" className={styles.sign} />
    </>
  );
}

function Doubtful(): ReactElement {
  const styles = useStyles();
  return (
    <>
      <path d={arch} className={styles.doubtful} strokeDasharray="6 3" />
      <path d="M19.500 28.500a4.500 4.500 0 1 1 6.500 4c-1.500.9-2 2-2 4" strokeWidth="3" />
      <circle cx="24" cy="43" r="1.800" fill="currentColor" stroke="none" />
    </>
  );
}
