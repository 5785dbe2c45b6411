/** What a step is where it is taken: at Microsoft, on a Postern, or wherever it may be. Pure. */
import { type Step, type StepName, steps, type Whose } from './steps.ts';

/** Those that there are; `whose` null: it is not known, and all are told. */
export function stepsAt<Name extends StepName>(names: readonly Name[], whose: Whose | null): readonly Name[] {
  return names.filter((name) => {
    const { only }: Step = steps[name];
    return whose === null || only === undefined || only === whose;
  });
}

/** The key of its text. */
export function stepText(name: StepName, whose: Whose | null): string {
  const { ownWords }: Step = steps[name];
  return whose === 'postern' && ownWords === true ? `step.${name}.postern` : `step.${name}`;
}
