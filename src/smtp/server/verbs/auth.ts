/** AUTH (RFC 4954): begins an exchange, and carries on one that has begun. */
import type { SaslMechanism, SaslStep } from '../../sasl/mechanism.ts';
import { answer, type Idle, idle, type SessionState, type Step } from '../session-state.ts';
import type { Verb } from '../verb.ts';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

export const auth: Verb<Idle> = (setup, state, argument) => {
  const [name = '', initial, ...rest] = argument.split(/ +/);
  if (name === '') return answer(state, 'mechanismParameterMissing');
  if (state.identity !== null) return answer(state, 'authTwice');
  if (state.tls === 'none' && !setup.clearTextAllowed) return answer(state, 'encryptionRequired');
  // Any case, as .NET writes `AUTH login` (docs/client-quirks.md).
  const mechanismName = name.toUpperCase();
  const mechanism = setup.policy.mechanisms.includes(mechanismName) ? setup.mechanism(mechanismName) : null;
  if (mechanism === null) return answer(state, 'unrecognizedMechanism');
  if (rest.length > 0) return answer(state, 'syntaxError');
  if (initial === undefined) return proceed(state, mechanism, mechanism.start(null));
  // RFC 4954 §4: "=" is an initial response of no octets.
  const response = initial === '=' ? Buffer.alloc(0) : decode(initial);
  return response === null ? answer(state, 'authMalformed') : proceed(state, mechanism, mechanism.start(response));
};

/** A line while an exchange is going on. */
export function authResponse<Identity>(
  state: SessionState<Identity>,
  mechanism: SaslMechanism,
  line: string,
): Step<Identity> {
  // RFC 4954 §4: the client gives up.
  if (line === '*') return answer({ ...state, phase: idle }, 'authCancelled');
  const response = decode(line.trim());
  if (response === null) return answer({ ...state, phase: idle }, 'authMalformed');
  return proceed(state, mechanism, mechanism.next(response));
}

/** Goes where the mechanism's step leads. */
export function proceed<Identity>(
  state: SessionState<Identity>,
  mechanism: SaslMechanism,
  step: SaslStep,
): Step<Identity> {
  switch (step.kind) {
    case 'challenge':
      return {
        state: { ...state, phase: { name: 'exchanging', mechanism } },
        effects: [
          step.reply === undefined
            ? { kind: 'reply', name: 'challenge', parameters: { challenge: step.challenge.toString('base64') } }
            : { kind: 'reply', name: step.reply },
        ],
      };
    case 'lookup':
      return {
        state: { ...state, phase: { name: 'asking', mechanism } },
        effects: [{ kind: 'look-up-scram', login: step.login }],
      };
    case 'credentials':
      return {
        state: { ...state, phase: { name: 'asking', mechanism } },
        effects: [{ kind: 'sign-in', credentials: step.credentials }],
      };
    case 'malformed':
      return answer({ ...state, phase: idle }, 'authMalformed');
  }
}

function decode(text: string): Buffer | null {
  return base64.test(text) ? Buffer.from(text, 'base64') : null;
}
