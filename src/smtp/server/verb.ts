/** What the work of a verb is: pure, and only in a phase that the verb is legal in. */
import type { SessionSetup, SessionState, Step } from './session-state.ts';

export type Verb<Phase> = <Identity>(
  setup: SessionSetup,
  state: SessionState<Identity> & { readonly phase: Phase },
  argument: string,
) => Step<Identity>;
