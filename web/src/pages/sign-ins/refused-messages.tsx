/** Messages that were refused after the sign-in of a session: sender rules and limits. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { CopiedText } from '../../components/copied-text.tsx';
import { useSharedWords } from '../../doctor/words.ts';
import { useFormats } from '../../i18n/formats.ts';
import type { SessionTrace } from './sign-in.ts';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, margin: 0, padding: 0 },
  message: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, listStyleType: 'none' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function RefusedMessages({ session }: { readonly session: SessionTrace }): ReactElement | null {
  const { t } = useTranslation('sign-ins');
  const { say } = useSharedWords();
  const formats = useFormats();
  const styles = useStyles();
  const { refusals, replies } = session;
  if (refusals.length === 0) return null;
  return (
    <Card title={t('session.messages')}>
      <ul className={styles.list}>
        {refusals.map(({ id, at, reversePath, because, reply }) => (
          <li key={id} className={styles.message}>
            <Text weight="semibold">
              {t('session.message.from', { address: reversePath === '' ? t('session.message.nobody') : reversePath })}
            </Text>
            <Text>{say(because)}</Text>
            <CopiedText text={replies[reply] ?? reply} label={t('session.reply')} />
            <Text size={200} className={styles.quiet}>
              {formats.exactly(at)}
            </Text>
          </li>
        ))}
      </ul>
    </Card>
  );
}
