/** What opens the doors that are shut, one after the other: each way with whom it weakens, and the way to its setting. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Weakening } from '../../doctor/weakening.tsx';
import { useSharedWords } from '../../doctor/words.ts';
import { placeOfSetting } from '../../navigation/place-of-setting.ts';
import { useSession } from '../../session/me.ts';
import { LinkButton } from '../link-button.tsx';
import type { Door, Remedy } from './door.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  door: { display: 'grid', gridTemplateColumns: '28px minmax(0, 1fr)', columnGap: tokens.spacingHorizontalM },
  number: {
    display: 'grid',
    placeItems: 'center',
    width: '28px',
    height: '28px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorPaletteRedBackground2,
    color: tokens.colorPaletteRedForeground2,
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase200,
  },
  ways: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  gate: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: '28px', fontWeight: tokens.fontWeightSemibold },
  way: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':last-child': { borderBottomStyle: 'none' },
  },
  words: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    gap: tokens.spacingVerticalXS,
    flexGrow: 1,
    flexBasis: '240px',
    minWidth: 0,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const harm = ['nothing', 'mailbox', 'user', 'organization'] as const;

/** Those that harm least first. */
function byHarm(remedies: readonly Remedy[]): Remedy[] {
  return remedies.toSorted((one, other) => harm.indexOf(one.weakens) - harm.indexOf(other.weakens));
}

export interface RemediesProps {
  readonly doors: readonly Door[];
  readonly userId: string | null;
}

export function Remedies({ doors, userId }: RemediesProps): ReactElement {
  const { t } = useTranslation('doors');
  const styles = useStyles();
  return (
    <ol className={styles.list}>
      {doors.map(({ gate, number, remedies }) => (
        <li key={gate} className={styles.door}>
          <span className={styles.number} aria-hidden="true">
            {number}
          </span>
          <div className={styles.ways}>
            <h3 className={styles.gate}>{t(`gate.${gate}`)}</h3>
            {remedies.length === 0 && <Text>{t('remedy.none')}</Text>}
            {byHarm(remedies).map((remedy) => (
              <Way key={remedy.message.key} remedy={remedy} userId={userId} />
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Way({ remedy, userId }: { readonly remedy: Remedy; readonly userId: string | null }): ReactElement {
  const { t } = useTranslation('doors');
  const { say } = useSharedWords();
  const { may } = useSession();
  const styles = useStyles();
  const [setting] = remedy.settings;
  const place = setting === undefined ? null : placeOfSetting(setting, userId);
  return (
    <div className={styles.way}>
      <div className={styles.words}>
        <Text>{say(remedy.message)}</Text>
        <Weakening weakens={remedy.weakens} />
      </div>
      {remedy.kind === 'client' && (
        <Text size={200} className={styles.quiet}>
          {t('remedy.client')}
        </Text>
      )}
      {place !== null && may(place.area) && <LinkButton to={place.path}>{t('remedy.set')}</LinkButton>}
    </div>
  );
}
