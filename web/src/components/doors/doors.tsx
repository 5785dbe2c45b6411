/** The gates of a sign-in as a row of doors, in the order in which the client comes to them; one is looked at more closely. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { MailRegular, PrintRegular } from '@fluentui/react-icons';
import { type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useSharedWords } from '../../doctor/words.ts';
import { narrow } from '../../widths.ts';
import { type Door, shutDoors } from './door.ts';
import { DoorDetail } from './door-detail.tsx';
import { DoorPicture } from './door-picture.tsx';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(112px, 1fr))',
    rowGap: tokens.spacingVerticalL,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: 0 },
  },
  place: { display: 'flex', minWidth: 0 },
  end: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    width: '100%',
    paddingTop: tokens.spacingVerticalS,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    [narrow]: { flexDirection: 'row', gap: tokens.spacingHorizontalM, paddingTop: 0 },
  },
  endPicture: { display: 'flex', alignItems: 'end', justifyContent: 'center', fontSize: '36px' },
  door: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    width: '100%',
    padding: `${tokens.spacingVerticalS} 0`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    cursor: 'pointer',
    minWidth: 0,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    [narrow]: { flexDirection: 'row', alignItems: 'center', gap: tokens.spacingHorizontalM, padding: 0 },
  },
  looked: { boxShadow: `inset 0 0 0 2px ${tokens.colorCompoundBrandStroke}` },
  floor: {
    display: 'flex',
    justifyContent: 'center',
    alignItems: 'end',
    width: '100%',
    height: '72px',
    borderBottom: `3px solid ${tokens.colorPaletteGreenForeground1}`,
    [narrow]: {
      alignSelf: 'stretch',
      width: '64px',
      height: 'auto',
      minHeight: '76px',
      flexShrink: 0,
      alignItems: 'center',
      borderBottomStyle: 'none',
      borderLeft: `3px solid ${tokens.colorPaletteGreenForeground1}`,
    },
  },
  beyond: {
    borderBottom: `3px dotted ${tokens.colorNeutralStroke1}`,
    [narrow]: { borderBottomStyle: 'none', borderLeft: `3px dotted ${tokens.colorNeutralStroke1}` },
  },
  short: { [narrow]: { minHeight: '48px' } },
  words: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS} 0`,
    textAlign: 'center',
    minWidth: 0,
    [narrow]: { textAlign: 'start', padding: `${tokens.spacingVerticalXS} 0`, flexGrow: 1 },
  },
  name: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, overflowWrap: 'anywhere' },
  nameOfStop: { fontWeight: tokens.fontWeightSemibold },
  state: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  stateShut: { color: tokens.colorStatusDangerForeground3, fontWeight: tokens.fontWeightSemibold },
  because: {
    display: 'none',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    [narrow]: { display: 'block' },
  },
});

export interface DoorsProps {
  readonly doors: readonly Door[];
  /** The gate that is looked at more closely; null: the one that turned the client away. */
  readonly looked: string | null;
  readonly onLook: (gate: string) => void;
  /** Whose settings they are, for the way to them. */
  readonly userId: string | null;
}

export function Doors({ doors, looked, onLook, userId }: DoorsProps): ReactElement {
  const { t } = useTranslation('doors');
  const styles = useStyles();
  const id = useId();
  const [firstShut] = shutDoors(doors);
  const closer = doors.find(({ gate }) => gate === looked) ?? firstShut ?? null;
  return (
    <>
      <ol className={styles.row} aria-label={t('row')}>
        <End icon={<PrintRegular />} text={t('from')} isReached />
        {doors.map((door) => (
          <li key={door.gate} className={styles.place}>
            <DoorButton door={door} isLooked={door === closer} detailId={id} onLook={onLook} />
          </li>
        ))}
        <End icon={<MailRegular />} text={t('to')} isReached={firstShut === undefined} />
      </ol>
      <div id={id} role="region" aria-label={t('closer')} aria-live="polite">
        {closer !== null && <DoorDetail door={closer} userId={userId} />}
      </div>
    </>
  );
}

interface DoorButtonProps {
  readonly door: Door;
  readonly isLooked: boolean;
  readonly detailId: string;
  readonly onLook: (gate: string) => void;
}

function DoorButton({ door, isLooked, detailId, onLook }: DoorButtonProps): ReactElement {
  const { t } = useTranslation('doors');
  const { say } = useSharedWords();
  const styles = useStyles();
  const { gate, number, verdict, isStop, isReached, because } = door;
  return (
    <button
      type="button"
      className={mergeClasses(styles.door, isLooked && styles.looked)}
      aria-pressed={isLooked}
      aria-controls={detailId}
      data-gate={gate}
      data-verdict={verdict}
      onClick={() => onLook(gate)}
    >
      <span className={mergeClasses(styles.floor, (!isReached || isStop) && styles.beyond)}>
        <DoorPicture verdict={verdict} />
      </span>
      <span className={styles.words}>
        <span className={mergeClasses(styles.name, isStop && styles.nameOfStop)}>
          {`${number}. ${t(`gate.${gate}`)}`}
        </span>
        <span className={mergeClasses(styles.state, verdict === 'shut' && styles.stateShut)}>
          {t(isStop ? 'stop' : `verdict.${verdict}`)}
        </span>
        <span className={styles.because}>{verdict === 'shut' ? say(because) : ''}</span>
      </span>
    </button>
  );
}

interface EndProps {
  readonly icon: ReactElement;
  readonly text: string;
  readonly isReached: boolean;
}

/** Where the way begins and where it leads. */
function End({ icon, text, isReached }: EndProps): ReactElement {
  const styles = useStyles();
  return (
    <li className={styles.place}>
      <span className={styles.end}>
        <span className={mergeClasses(styles.floor, styles.short, styles.endPicture, !isReached && styles.beyond)}>
          {icon}
        </span>
        <span className={styles.words}>{text}</span>
      </span>
    </li>
  );
}
