/** What the controls would be after a remedy: the change on a copy. Pure. */
import type { InForce } from '../directory/settings.ts';
import type { Controls } from './controls.ts';
import type { Remedy } from './decision.ts';

/** The controls with `remedy` applied; nobody has set the value yet, so nobody is named. */
export function applyRemedy(controls: Controls, remedy: Extract<Remedy, { kind: 'set' }>): Controls {
  const { scope, name } = remedy.setting;
  const inForce: InForce<unknown> = { value: remedy.value, setBy: null, setAt: null };
  const half = scope === 'tenant' ? 'organization' : 'user';
  if (!Object.hasOwn(controls[half], name)) return controls;
  return { ...controls, [half]: { ...controls[half], [name]: inForce } };
}
