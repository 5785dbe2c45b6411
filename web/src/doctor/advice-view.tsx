/** What the doctor makes of something: what it means, what is to be done in the order of least harm, and how. */
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Link,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../api/routes.ts';
import { CopiedText } from '../components/copied-text.tsx';
import { Weakening } from './weakening.tsx';
import { useSharedWords } from './words.ts';

export type Advice = AnswerOf<'POST /doctor/explain'>['advice'];
type Step = Advice['steps'][number];

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  steps: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
  },
  step: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalXS },
  how: { width: '100%' },
  ways: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  quiet: { color: tokens.colorNeutralForeground2 },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
});

export function AdviceView({ advice }: { readonly advice: Advice }): ReactElement {
  const styles = useStyles();
  const { t, find } = useSharedWords();
  const { words, parameters, steps, checks, alternative, sources } = advice;
  const not = find(`${words}.not`, parameters);
  return (
    <div className={styles.column}>
      <Text>{find(`${words}.meaning`, parameters)}</Text>
      {not !== null && (
        <Text className={styles.quiet}>
          <strong>{t('explain.not')}:</strong> {not}
        </Text>
      )}
      {steps.length > 0 && <Steps heading={t('explain.steps')} steps={steps} parameters={parameters} />}
      {checks.length > 0 && <Steps heading={t('explain.checks')} steps={checks} parameters={parameters} />}
      {alternative !== null && (
        <Text>
          <strong>{t('explain.alternative')}:</strong> {find(alternative, parameters)}
        </Text>
      )}
      {sources.map(({ title, url }) => (
        <Link key={url} href={url} target="_blank" rel="noreferrer" lang="en">
          {title}
        </Link>
      ))}
    </div>
  );
}

interface StepsProps {
  readonly heading: string;
  readonly steps: readonly Step[];
  readonly parameters: Advice['parameters'];
}

function Steps({ heading, steps, parameters }: StepsProps): ReactElement {
  const styles = useStyles();
  const { find } = useSharedWords();
  return (
    <>
      <h3 className={styles.heading}>{heading}</h3>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.name}>
            <div className={styles.step}>
              <Text>{find(step.text, parameters)}</Text>
              <Weakening weakens={step.weakens} />
              {step.harm !== null && <Text className={styles.quiet}>{find(step.harm, parameters)}</Text>}
              <How step={step} parameters={parameters} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function How({
  step,
  parameters,
}: {
  readonly step: Step;
  readonly parameters: Advice['parameters'];
}): ReactElement | null {
  const styles = useStyles();
  const { t } = useTranslation('doctor');
  const { find } = useSharedWords();
  const { portal, powershell, graph, postern } = step;
  const commands = [
    ['PowerShell', powershell],
    ['Microsoft Graph', graph],
    [t('how.postern'), postern],
  ] as const;
  if (portal === null && commands.every(([, lines]) => lines.length === 0)) return null;
  return (
    <Accordion collapsible className={styles.how}>
      <AccordionItem value="how">
        <AccordionHeader size="small">{t('how')}</AccordionHeader>
        <AccordionPanel className={styles.ways}>
          {portal !== null && <Text>{find(portal, parameters)}</Text>}
          {commands.map(([name, lines]) =>
            lines.length === 0 ? null : (
              <div key={name}>
                <Text className={styles.quiet} size={200}>
                  {name}
                </Text>
                <CopiedText text={lines.join('\n')} label={name} />
              </div>
            ),
          )}
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
