/** EHLO and HELO (RFC 5321 §4.1.1.1). Both end a transaction under way, as RSET does. */
import { capabilities } from '../capabilities.ts';
import { type Chunking, type Effect, type Idle, idle, type Mailing } from '../session-state.ts';
import type { Verb } from '../verb.ts';

/** The longest argument that is kept. */
const maximumHeloLength = 255;

// No argument is tolerated, and so is one that is no domain: devices send their own names (docs/client-quirks.md).
export const ehlo: Verb<Idle | Mailing | Chunking> = (setup, state, argument) => ({
  state: { ...state, phase: idle, helo: argument.slice(0, maximumHeloLength) },
  effects: [
    ...aborting(state.phase),
    { kind: 'ehlo', keywords: capabilities(setup.policy, state, setup.clearTextAllowed) },
  ],
});

export const helo: Verb<Idle | Mailing | Chunking> = (setup, state, argument) => ({
  state: { ...state, phase: idle, helo: argument.slice(0, maximumHeloLength) },
  effects: [
    ...aborting(state.phase),
    { kind: 'reply', name: 'helo', parameters: { host: setup.policy.host, client: setup.address } },
  ],
});

/** A message whose chunks have begun is given up. */
export function aborting(phase: Idle | Mailing | Chunking): Effect[] {
  return phase.name === 'chunking' ? [{ kind: 'abort-message' }] : [];
}
