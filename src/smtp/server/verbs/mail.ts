/** MAIL (RFC 5321 §4.1.1.2) with SIZE, BODY, SMTPUTF8, RET, ENVID, AUTH and REQUIRETLS. */
import type { BodyKind } from '../../codec/envelope.ts';
import { decodeXtext, parseParameters } from '../../codec/parameters.ts';
import { isInternational, parsePath } from '../../codec/path.ts';
import {
  answer,
  type EnvelopeStart,
  enter,
  type Idle,
  type SessionSetup,
  type SessionState,
} from '../session-state.ts';
import type { Verb } from '../verb.ts';
import { type ParameterRefusal, parameterReply } from './parameter-refusal.ts';

export const mail: Verb<Idle> = (setup, state, argument) => {
  if (state.tls === 'none' && !setup.clearTextAllowed) return answer(state, 'tlsRequiredForMail');
  if (state.identity === null) {
    return state.lastAuthError === null
      ? answer(state, 'notAuthenticated')
      : answer(state, 'notAuthenticatedAfter', { error: state.lastAuthError });
  }
  const path = parsePath(argument, 'FROM');
  if (path === null) return answer(state, 'invalidSender');
  const parsed = parseParameters(path.parameters);
  if (parsed.kind !== 'parameters') return answer(state, ...parameterReply(parsed));
  const start = envelopeStart(path.address, parsed.parameters);
  if ('kind' in start) return answer(state, ...parameterReply(start));
  return accept(setup, state, start);
};

function accept<Identity>(setup: SessionSetup, state: SessionState<Identity>, { start, size }: StartAndSize) {
  if (size > Math.min(setup.policy.limits.messageBytes, state.identityLimits?.messageBytes ?? Number.POSITIVE_INFINITY))
    return answer(state, 'messageTooLarge');
  if (isInternational(start.reversePath) && !start.smtpUtf8) return answer(state, 'utf8Required');
  if (start.requireTls && state.tls === 'none') return answer(state, 'requireTlsWithoutTls');
  return enter(state, { name: 'mailing', start, recipients: [] }, 'senderOk');
}

interface StartAndSize {
  readonly start: EnvelopeStart;
  /** As declared by SIZE; 0 where it was not. */
  readonly size: number;
}

function envelopeStart(
  reversePath: string,
  parameters: ReadonlyMap<string, string | null>,
): StartAndSize | ParameterRefusal {
  let body: BodyKind = '7BIT';
  let size = 0;
  let smtpUtf8 = false;
  let requireTls = false;
  let ret: EnvelopeStart['ret'] = null;
  let envelopeId: string | null = null;
  for (const [name, value] of parameters) {
    const upper = value?.toUpperCase();
    // RFC 1870 §4: at most 20 digits.
    if (name === 'SIZE' && value !== null && /^\d{1,20}$/.test(value)) size = Number(value);
    else if (name === 'BODY' && (upper === '7BIT' || upper === '8BITMIME' || upper === 'BINARYMIME')) body = upper;
    else if (name === 'SMTPUTF8' && value === null) smtpUtf8 = true;
    else if (name === 'REQUIRETLS' && value === null) requireTls = true;
    else if (name === 'RET' && (upper === 'FULL' || upper === 'HDRS')) ret = upper;
    else if (name === 'ENVID' && value !== null && value.length <= 100 && decodeXtext(value) !== null)
      envelopeId = decodeXtext(value);
    // RFC 4954 §5: taken note of by nobody, as the client is not a trusted relay.
    else if (name === 'AUTH' && value !== null && decodeXtext(value) !== null) continue;
    else return { kind: known.has(name) ? 'malformed' : 'unknown', parameter: name };
  }
  return { start: { reversePath, body, smtpUtf8, requireTls, ret, envelopeId }, size };
}

const known = new Set(['SIZE', 'BODY', 'SMTPUTF8', 'REQUIRETLS', 'RET', 'ENVID', 'AUTH']);
