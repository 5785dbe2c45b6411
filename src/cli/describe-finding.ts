/** A finding in words: the same for a terminal, a program and a page. */
import { stepsAt, stepText } from '../doctor/advice/step-at.ts';
import { type Reach, type Step, type StepName, steps, type Whose } from '../doctor/advice/steps.ts';
import { advisedOn, type Futile, usualHost, wordsOf } from '../doctor/findings/advised.ts';
import type { Finding, FindingId, Severity } from '../doctor/findings/finding.ts';
import type { Source } from '../doctor/findings/sources.ts';
import { type Language, textOf, translate } from '../i18n/translate.ts';
import { printable } from './output.ts';

export interface DescribedStep {
  readonly text: string;
  readonly weakens: Reach;
  /** What it weakens, in words; null: nothing. */
  readonly harm: string | null;
  /** The clicks. */
  readonly portal: string | null;
  readonly powershell: readonly string[];
  readonly graph: readonly string[];
  readonly postern: readonly string[];
}

export interface DescribedFinding {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly subject: string;
  readonly title: string;
  readonly meaning: string;
  readonly evidence: readonly string[];
  readonly isNot: string | null;
  /** In order: the first that applies is enough. */
  readonly steps: readonly DescribedStep[];
  readonly alternative: string | null;
  readonly checks: readonly DescribedStep[];
  readonly sources: readonly Source[];
  /** Its page in the documentation. */
  readonly page: string;
}

type Parameters = Finding['parameters'];

/** What there is to do about it where it is, and every way of doing that; `whose` null: not known, and all are told. */
export function describeSteps(
  names: readonly StepName[],
  language: Language,
  whose: Whose | null,
  parameters: Parameters = {},
): readonly DescribedStep[] {
  return stepsAt(names, whose).map((name) => describeStep(name, language, whose, parameters));
}

function describeStep(name: StepName, language: Language, whose: Whose | null, parameters: Parameters): DescribedStep {
  const step: Step = steps[name];
  const say = (key: string): string => translate({ key, parameters: { ...usualHost, ...parameters } }, language);
  const [isPostern, isMicrosoft] = [whose === 'postern', whose === 'microsoft-365'];
  const { powershell = [], graph = [], postern = [] } = step;
  return {
    text: say(stepText(name, whose)),
    weakens: step.weakens,
    harm: step.weakens === 'nothing' ? null : say(`weakens.${name}`),
    portal: step.portal && !isPostern ? say(`step.${name}.portal`) : null,
    // Postern has the cmdlets too; its own commands are nearer.
    powershell: isPostern && postern.length > 0 ? [] : powershell,
    graph,
    postern: isMicrosoft ? [] : postern,
  };
}

export function describeFinding(
  found: Finding,
  language: Language,
  whose: Whose | null,
  futile?: Futile,
): DescribedFinding {
  const { id, severity } = found;
  // Words of a stranger's: a server's replies, names in a certificate.
  const subject = printable(found.subject);
  const evidence = found.evidence.map(printable);
  const parameters = Object.fromEntries(
    Object.entries(found.parameters).map(([name, value]) => [
      name,
      typeof value === 'string' ? printable(value) : value,
    ]),
  );
  const prefix = wordsOf(id);
  const say = (key: string): string => translate({ key, parameters: { ...usualHost, ...parameters } }, language);
  const { steps: named, checks, alternative, from } = advisedOn(id, futile);
  return {
    id,
    severity,
    subject,
    title: say(`${prefix}.title`),
    meaning: say(`${prefix}.meaning`),
    evidence,
    isNot: textOf(`${prefix}.not`, language),
    steps: describeSteps(named, language, whose, parameters),
    alternative: alternative === null ? null : say(`step.${alternative}`),
    checks: describeSteps(checks, language, whose, parameters),
    sources: from,
    page: `docs/doctor/${id}.md`,
  };
}
