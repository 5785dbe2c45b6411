/** One door, looked at closely: why it is open or shut, which setting made it so, who set that and when. */
import { makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSharedWords } from '../../doctor/words.ts';
import { useFormats } from '../../i18n/formats.ts';
import { placeOfSetting } from '../../navigation/place-of-setting.ts';
import { useSession } from '../../session/me.ts';
import { narrow } from '../../widths.ts';
import { useSettingWords } from '../setting-words.ts';
import { TextLink } from '../text-link.tsx';
import type { Door, DoorSetting } from './door.ts';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    [narrow]: { padding: tokens.spacingHorizontalM },
  },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

export function DoorDetail({ door, userId }: { readonly door: Door; readonly userId: string | null }): ReactElement {
  const { t } = useTranslation('doors');
  const { say } = useSharedWords();
  const styles = useStyles();
  const { gate, verdict, isStop, isReached, because, setting } = door;
  const isBehind = verdict === 'shut' && !isStop && !isReached;
  return (
    <div className={styles.box}>
      <h3 className={styles.title}>
        {t('state', { gate: t(`gate.${gate}`), verdict: t(isStop ? 'stop' : `verdict.${verdict}`) })}
      </h3>
      <Text>{say(because)}</Text>
      <Text className={styles.quiet}>{t(`about.${gate}`)}</Text>
      {isBehind && <Text className={styles.quiet}>{t('behind')}</Text>}
      {setting !== null && <SettingLine setting={setting} userId={userId} />}
    </div>
  );
}

function SettingLine({
  setting,
  userId,
}: {
  readonly setting: DoorSetting;
  readonly userId: string | null;
}): ReactElement {
  const { t } = useTranslation('doors');
  const { name, value } = useSettingWords();
  const { me, may } = useSession();
  const formats = useFormats();
  const place = placeOfSetting(setting, userId);
  const words = t('setting', { name: name(setting.name), value: value(setting.name, setting.value) });
  const who =
    setting.setBy === null || setting.setAt === null
      ? t('setting.default')
      : t('setting.by', {
          who: setting.setBy === me.actor.id ? me.actor.name : setting.setBy,
          at: formats.moment(setting.setAt),
        });
  return (
    <Text>
      {`${words} ${who} `}
      {place !== null && may(place.area) && <TextLink to={place.path}>{t('setting.show')}</TextLink>}
    </Text>
  );
}
