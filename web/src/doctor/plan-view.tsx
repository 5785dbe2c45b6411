/** The smallest change that lets a device in: its steps in order, whom each concerns, what it weakens, and the way that weakens nothing. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../api/routes.ts';
import { useFormats } from '../i18n/formats.ts';
import { Weakening } from './weakening.tsx';
import { type SharedWords, useSharedWords } from './words.ts';

export type Plan = AnswerOf<'POST /doctor/users/{user}/examination'>['plan'];
type PlannedStep = Plan['steps'][number];

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  steps: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
  },
  step: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalXS },
  quiet: { color: tokens.colorNeutralForeground2 },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalL, color: tokens.colorNeutralForeground2 },
});

export function PlanView({ plan }: { readonly plan: Plan }): ReactElement {
  const styles = useStyles();
  const { t, say } = useSharedWords();
  const { list } = useFormats();
  const { steps, after, alternative, article } = plan;
  const unneeded = article.unneeded.map(({ control }) => t(`plan.article.${control}`));
  return (
    <div className={styles.column}>
      {steps.length === 0 && <Text>{t(after.allowed ? 'plan.nothing-in-the-way' : 'plan.nothing-helps')}</Text>}
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.message.key}>
            <StepView step={step} />
          </li>
        ))}
      </ol>
      {steps.length > 0 && !after.allowed && <Text>{t('plan.remains', { gate: after.gate ?? '' })}</Text>}
      {unneeded.length > 0 && (
        <Text className={styles.quiet}>
          {t('plan.article', { count: article.changes.length, names: list(unneeded) })}
        </Text>
      )}
      {alternative !== null && (
        <div>
          <Text weight="semibold">{t('explain.alternative')}</Text>
          <Text as="p" block>
            {t(`plan.alternative.${alternative.way}`)}
          </Text>
          <ul className={styles.list}>
            {alternative.steps.map(({ message }) => (
              <li key={message.key}>{say(message)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function StepView({ step }: { readonly step: PlannedStep }): ReactElement {
  const styles = useStyles();
  const words = useSharedWords();
  const formats = useFormats();
  const { t } = useTranslation('doctor');
  const { t: shared, say } = words;
  const { message, weakens, kind, reach } = step;
  const devices = reach.devices ?? [];
  return (
    <div className={styles.step}>
      <Text weight="semibold">{say(message)}</Text>
      <Weakening weakens={weakens} />
      {kind === 'client' && <Text className={styles.quiet}>{shared('plan.at-device')}</Text>}
      <Text className={styles.quiet}>{reachIn(step, words, t)}</Text>
      {devices.length > 0 && (
        <ul className={styles.list}>
          {devices.map(({ userPrincipalName: user, address, attempts, at, outcome }) => (
            <li key={`${user} ${address}`}>
              {shared(`plan.reach.device.${outcome}`, { user, address, attempts, at: formats.moment(at) })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Whom it concerns, and when it holds, in a line. */
function reachIn({ reach, spread }: PlannedStep, { t: shared }: SharedWords, t: TFunction<'doctor'>): string {
  const { users, allDevices } = reach;
  const parts = [
    users === null ? shared('plan.reach.unknown-users') : t('reach.users', { count: users }),
    allDevices === null ? shared('plan.reach.unknown-devices') : t('reach.devices', { count: allDevices }),
    ...(spread === null ? [] : [spreadIn(spread, shared)]),
  ];
  return parts.join(' · ');
}

function spreadIn({ usualMs, atMostMs }: NonNullable<PlannedStep['spread']>, t: SharedWords['t']): string {
  if (usualMs === null || atMostMs === null) return t('plan.spread.unknown');
  if (atMostMs === 0) return t('plan.spread.at-once');
  return t('plan.spread.range', { minutes: Math.round(usualMs / 60_000), hours: Math.round(atMostMs / 3_600_000) });
}
