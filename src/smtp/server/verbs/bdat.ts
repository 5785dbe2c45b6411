/** BDAT (RFC 3030 §2). The octets follow the command at once, so they are read even where the chunk is refused. */
import type { Envelope } from '../../codec/envelope.ts';
import {
  answer,
  type Chunking,
  type Mailing,
  type SessionSetup,
  type SessionState,
  type Step,
} from '../session-state.ts';
import type { Verb } from '../verb.ts';

export const bdatFirst: Verb<Mailing> = (setup, state, argument) => {
  const { start, recipients } = state.phase;
  const envelope: Envelope = { ...start, recipients };
  return chunk(
    setup,
    state,
    { name: 'chunking', envelope, received: 0, chunk: null, failed: recipients.length === 0 },
    argument,
  );
};

export const bdatNext: Verb<Chunking> = (setup, state, argument) => chunk(setup, state, state.phase, argument);

function chunk<Identity>(
  setup: SessionSetup,
  state: SessionState<Identity>,
  phase: Chunking,
  argument: string,
): Step<Identity> {
  const match = /^(\d{1,15})(?: +(LAST))?$/i.exec(argument);
  if (match === null) return answer(state, 'syntaxError');
  const octets = Number(match[1]);
  const last = match[2] !== undefined;
  const received = phase.received + octets;
  const failed = phase.failed || received > setup.policy.limits.messageBytes;
  return {
    state: { ...state, phase: { ...phase, received, failed, chunk: { octets, last } } },
    effects: [{ kind: 'receive-chunk', envelope: phase.envelope, octets, last, discard: failed }],
  };
}
