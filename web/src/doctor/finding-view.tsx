/** One finding: how weighty it is, what was seen, and what to do. */
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Badge,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { AnswerOf } from '../api/routes.ts';
import { AdviceView } from './advice-view.tsx';
import { Evidence } from './evidence.tsx';
import { useSharedWords } from './words.ts';

type Finding = AnswerOf<'POST /doctor/users/{user}/examination'>['findings'][number];

const colours = { stops: 'danger', risk: 'warning', note: 'informative' } as const;

const useStyles = makeStyles({
  title: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  panel: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalM,
  },
});

/** The weightiest is open. */
export function FindingsView({ findings }: { readonly findings: readonly Finding[] }): ReactElement {
  const styles = useStyles();
  const { t, find } = useSharedWords();
  return (
    <Accordion collapsible multiple defaultOpenItems={findings[0]?.severity === 'stops' ? [0] : []}>
      {findings.map(({ id, severity, subject, evidence, advice }, at) => (
        <AccordionItem key={`${id} ${subject}`} value={at}>
          <AccordionHeader>
            <span className={styles.title}>
              <Badge appearance="tint" color={colours[severity]}>
                {t(`doctor.severity.${severity}`)}
              </Badge>
              {find(`${advice.words}.title`, advice.parameters)}
            </span>
          </AccordionHeader>
          <AccordionPanel className={styles.panel}>
            <Evidence lines={evidence} />
            <AdviceView advice={advice} />
          </AccordionPanel>
        </AccordionItem>
      ))}
    </Accordion>
  );
}
