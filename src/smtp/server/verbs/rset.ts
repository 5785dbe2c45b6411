/** RSET (RFC 5321 §4.1.1.5). */

import { type Chunking, type Idle, idle, type Mailing } from '../session-state.ts';
import type { Verb } from '../verb.ts';
import { aborting } from './ehlo.ts';

export const rset: Verb<Idle | Mailing | Chunking> = (_setup, state) => ({
  state: { ...state, phase: idle },
  effects: [...aborting(state.phase), { kind: 'reply', name: 'resetting' }],
});
