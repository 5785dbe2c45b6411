/** The answer to the first question: can mail be sent now? */
import { makeStyles, mergeClasses, Text, Title3, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, DismissCircleFilled, QuestionCircleFilled, WarningFilled } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useFormats } from '../../i18n/formats.ts';

export type Overview = AnswerOf<'GET /overview'>;
type Sending = NonNullable<Overview['sending']>;

const icons = {
  yes: CheckmarkCircleFilled,
  failing: WarningFilled,
  unproven: QuestionCircleFilled,
  no: DismissCircleFilled,
} as const;

const useStyles = makeStyles({
  banner: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXL}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
  },
  icon: { fontSize: '40px', flexShrink: 0 },
  yes: { color: tokens.colorStatusSuccessForeground1 },
  failing: { color: tokens.colorStatusWarningForeground1 },
  unproven: { color: tokens.colorNeutralForeground3 },
  no: { color: tokens.colorStatusDangerForeground1 },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  title: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

export function SendingNow({ sending }: { readonly sending: Sending }): ReactElement {
  const { t } = useTranslation('home');
  const styles = useStyles();
  const { ago } = useFormats();
  const { answer, lastAcceptedAt, lastDeliveredAt, lastFailedAt } = sending;
  const Icon = icons[answer];
  const times = [
    lastAcceptedAt !== null && t('last.accepted', { ago: ago(lastAcceptedAt) }),
    lastDeliveredAt !== null && t('last.delivered', { ago: ago(lastDeliveredAt) }),
    lastFailedAt !== null && t('last.failed', { ago: ago(lastFailedAt) }),
  ].filter((each) => each !== false);
  return (
    <section className={styles.banner} aria-label={t('now')}>
      <Icon className={mergeClasses(styles.icon, styles[answer])} aria-hidden />
      <div className={styles.words} role="status">
        <Title3 as="h2" className={styles.title}>
          {t(`now.${answer}`)}
        </Title3>
        <Text>{t(`now.${answer}.text`)}</Text>
        {times.length > 0 && <Text className={styles.quiet}>{times.join(' · ')}</Text>}
      </div>
    </section>
  );
}
