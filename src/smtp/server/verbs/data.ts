/** DATA (RFC 5321 §4.1.1.4). */

import { answer, type Mailing } from '../session-state.ts';
import type { Verb } from '../verb.ts';

export const data: Verb<Mailing> = (_setup, state, argument) => {
  const { start, recipients } = state.phase;
  if (argument !== '') return answer(state, 'syntaxError');
  if (recipients.length === 0) return answer(state, 'needRecipient');
  // RFC 3030 §3
  if (start.body === 'BINARYMIME') return answer(state, 'dataWithBinary');
  return {
    state: { ...state, phase: { name: 'receiving-data' } },
    effects: [
      { kind: 'reply', name: 'startMailInput' },
      { kind: 'receive-data', envelope: { ...start, recipients } },
    ],
  };
};
