/** What a sign-in would be after a remedy: the change on a copy. Pure. */
import type { InForce } from '../directory/settings.ts';
import type { Attempt } from './attempt.ts';
import type { Controls } from './controls.ts';
import type { Remedy, SettingValue } from './decision.ts';

/** What is decided: the controls as they are, and one try. */
export interface Situation {
  readonly controls: Controls;
  readonly attempt: Attempt;
}

/** The situation with `remedy` applied. */
export function applyRemedy({ controls, attempt }: Situation, remedy: Remedy): Situation {
  return remedy.kind === 'set'
    ? { controls: applyChanges(controls, remedy.changes), attempt }
    : { controls, attempt: { ...attempt, ...remedy.becomes } };
}

/** The controls with `changes` made; nobody has set the values yet, so nobody is named. What decides no sign-in is passed over. */
export function applyChanges(controls: Controls, changes: readonly SettingValue[]): Controls {
  return changes.reduce((before, { setting: { scope, name }, value }) => {
    const inForce: InForce<unknown> = { value, setBy: null, setAt: null };
    const half = scope === 'tenant' ? 'organization' : 'user';
    if (!Object.hasOwn(before[half], name)) return before;
    return { ...before, [half]: { ...before[half], [name]: inForce } };
  }, controls);
}
