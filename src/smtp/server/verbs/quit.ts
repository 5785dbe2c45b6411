/** QUIT (RFC 5321 §4.1.1.10). */

import type { Chunking, Idle, Mailing } from '../session-state.ts';
import type { Verb } from '../verb.ts';
import { aborting } from './ehlo.ts';

export const quit: Verb<Idle | Mailing | Chunking> = (_setup, state) => ({
  state: { ...state, phase: { name: 'closed' } },
  effects: [...aborting(state.phase), { kind: 'reply', name: 'closing' }, { kind: 'close' }],
});
