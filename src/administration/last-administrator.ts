/** The one rule that no role is above: a tenant keeps somebody who can administer it. The store holds every change to it. */
import { Refusal } from './refusal.ts';

/** `name`: who would be disabled, removed or stripped of the role. */
export function lastAdministrator(name: string): Refusal {
  const detail = `${name} is the last Global Administrator of the tenant who can sign in; appoint another one first`;
  return new Refusal({ kind: 'conflict', detail });
}
