/** What the doctor finds and advises, in the shape of the admin API: the words stand in `locales/` under the keys that are named. */
import type { Static } from 'typebox';
import type { advice as adviceSchema, finding as findingSchema } from '../../contract/doctor-findings.ts';
import type { Frozen } from '../../contract/route-contract.ts';
import { adviceElsewhere } from '../../doctor/advice/advice.ts';
import { stepsAt, stepText } from '../../doctor/advice/step-at.ts';
import { type Step, type StepName, steps, type Whose } from '../../doctor/advice/steps.ts';
import type { Explanation } from '../../doctor/explain/explain.ts';
import { advisedOn, usualHost, wordsOf } from '../../doctor/findings/advised.ts';
import type { Finding, FindingId } from '../../doctor/findings/finding.ts';

type Advice = Frozen<Static<typeof adviceSchema>>;

/** `whose`: of whose server or tenant it is; null: that is not known. */
export function shownAdvice(id: FindingId, whose: Whose | null, parameters: Finding['parameters'] = {}): Advice {
  const { steps: named, checks, alternative, from } = advisedOn(id);
  return {
    words: wordsOf(id),
    parameters: { ...usualHost, ...parameters },
    steps: stepsAt(named, whose).map((name) => shownStep(name, whose)),
    checks: stepsAt(checks, whose).map((name) => shownStep(name, whose)),
    alternative: alternative === null ? null : `step.${alternative}`,
    sources: from.map(({ title, url }) => ({ title, url })),
  };
}

/** Of a text: at another provider's server nothing of a tenant is to be weakened. */
export function shownAdviceOf({ cause, isElsewhere }: Pick<Explanation, 'cause' | 'isElsewhere'>): Advice {
  const shown = shownAdvice(cause, null);
  return isElsewhere
    ? {
        ...shown,
        steps: adviceElsewhere(cause).steps.map((name) => shownStep(name, null)),
        checks: [],
        alternative: null,
      }
    : shown;
}

export function shownFinding(found: Finding, whose: Whose | null): Frozen<Static<typeof findingSchema>> {
  const { id, severity, subject, evidence, parameters } = found;
  return { id, severity, subject, evidence, advice: shownAdvice(id, whose, parameters) };
}

function shownStep(name: StepName, whose: Whose | null): Advice['steps'][number] {
  const { weakens, portal, powershell = [], graph = [], postern = [] }: Step = steps[name];
  return {
    name,
    text: stepText(name, whose),
    weakens,
    harm: weakens === 'nothing' ? null : `weakens.${name}`,
    portal: portal ? `step.${name}.portal` : null,
    powershell,
    graph,
    postern,
  };
}
