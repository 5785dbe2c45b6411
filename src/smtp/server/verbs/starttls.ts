/** STARTTLS (RFC 3207). */

import { answer, type Idle } from '../session-state.ts';
import type { Verb } from '../verb.ts';

export const startTls: Verb<Idle> = (setup, state, argument) => {
  if (state.tls !== 'none') return answer(state, 'startTlsTwice');
  if (!setup.policy.startTls) return answer(state, 'notImplemented');
  if (argument !== '') return answer(state, 'startTlsParameters');
  return { state, effects: [{ kind: 'reply', name: 'startTls' }, { kind: 'start-tls' }] };
};
