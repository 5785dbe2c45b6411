/** What the same client would be answered now: since the attempt, settings may have become others. */
import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useExamination } from '../../doctor/use-examination.ts';
import { useSharedWords } from '../../doctor/words.ts';
import type { SignIn } from './sign-in.ts';

const mechanisms = ['LOGIN', 'PLAIN', 'XOAUTH2', 'OAUTHBEARER', 'SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS'] as const;

export interface NowNoticeProps {
  readonly signIn: SignIn;
  readonly userId: string;
}

/** Nothing where it cannot be examined: the attempt itself stands there all the same. */
export function NowNotice({ signIn, userId }: NowNoticeProps): ReactElement | null {
  const { t } = useTranslation(['sign-ins', 'doors']);
  const { say } = useSharedWords();
  const { address } = signIn;
  const mechanism = mechanisms.find((each) => each === signIn.mechanism);
  const { data } = useExamination(userId, { address, ...(mechanism === undefined ? {} : { mechanism }) });
  if (data === undefined) return null;
  const { effective, trace } = data;
  const shut = trace.find(({ gate }) => gate === effective.gate);
  return (
    <MessageBar intent={effective.allowed ? 'success' : 'warning'} layout="multiline">
      <MessageBarBody role="status">
        <MessageBarTitle>
          {effective.allowed ? t('now.allowed') : t('now.refused', { gate: t(`doors:gate.${effective.gate ?? ''}`) })}
        </MessageBarTitle>{' '}
        {effective.allowed ? t('now.allowed.text') : shut && `${say(shut.because)}.`}
      </MessageBarBody>
    </MessageBar>
  );
}
