/** What a device that signs in as a user would be answered now, and everything that follows from it. */
import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../api/routes.ts';
import { Card } from '../components/card.tsx';
import { doorsOf } from '../components/doors/door.ts';
import { Doors } from '../components/doors/doors.tsx';
import { useFormats } from '../i18n/formats.ts';
import { AppliedNotice, ApplyPlan, useApplyPlan } from './apply-plan.tsx';
import { FindingsView } from './finding-view.tsx';
import { PlanView } from './plan-view.tsx';
import { TestSignIn } from './test-sign-in.tsx';
import { useSharedWords } from './words.ts';

type Examination = AnswerOf<'POST /doctor/users/{user}/examination'>;

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground2 } });

export function ExaminationView({ examination }: { readonly examination: Examination }): ReactElement {
  const { t } = useTranslation('doctor');
  const applied = useApplyPlan(examination.user.userPrincipalName);
  const { effective, plan, findings, user, assumed } = examination;
  const [looked, look] = useState<string | null>(null);
  const isPlanned = plan.steps.length > 0 || !effective.allowed;
  return (
    <>
      <Effective examination={examination} />
      <Card title={t('gates')}>
        <Doors doors={doorsOf(examination.trace, effective.allowed)} looked={looked} onLook={look} userId={user.id} />
      </Card>
      <AppliedNotice applied={applied} />
      {assumed.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('assumed.title')}</MessageBarTitle>{' '}
            {t('assumed.text', { names: assumed.map(({ name }) => name).join(', ') })}
          </MessageBarBody>
        </MessageBar>
      )}
      {isPlanned && (
        <Card title={t('plan.title')}>
          <PlanView plan={plan} />
          <ApplyPlan plan={plan} applied={applied} />
        </Card>
      )}
      <Card title={t('test.title')}>
        <TestSignIn user={user.userPrincipalName} />
      </Card>
      {findings.length > 0 && (
        <Card title={t('findings')}>
          <FindingsView findings={findings} />
        </Card>
      )}
    </>
  );
}

function Effective({ examination }: { readonly examination: Examination }): ReactElement {
  const { t } = useTranslation('doctor');
  const { t: doors } = useTranslation('doors');
  const styles = useStyles();
  const formats = useFormats();
  const { say, t: shared } = useSharedWords();
  const { effective, trace, user, lastAttempt } = examination;
  const shut = trace.find(({ gate }) => gate === effective.gate);
  return (
    <MessageBar intent={effective.allowed ? 'success' : 'error'} layout="multiline">
      <MessageBarBody role="status">
        <MessageBarTitle>
          {t(effective.allowed ? 'effective.allowed' : 'effective.refused', { user: user.userPrincipalName })}
        </MessageBarTitle>{' '}
        {shut !== undefined && `${say(shut.because)}.`}{' '}
        <Text className={styles.quiet}>
          {lastAttempt === null
            ? shared('plan.never-seen')
            : shared(`plan.last-attempt.${lastAttempt.outcome}`, {
                gate: lastAttempt.gate === null ? '' : doors(`gate.${lastAttempt.gate}`),
                at: formats.moment(lastAttempt.at),
              })}
        </Text>
      </MessageBarBody>
    </MessageBar>
  );
}
