/** RCPT (RFC 5321 §4.1.1.3) with NOTIFY and ORCPT (RFC 3461). */
import type { EnvelopeRecipient, Notify } from '../../codec/envelope.ts';
import { decodeXtext, parseParameters } from '../../codec/parameters.ts';
import { isInternational, parsePath } from '../../codec/path.ts';
import { answer, enter, type Mailing } from '../session-state.ts';
import type { Verb } from '../verb.ts';
import { type ParameterRefusal, parameterReply } from './parameter-refusal.ts';

export const rcpt: Verb<Mailing> = (setup, state, argument) => {
  const { start, recipients } = state.phase;
  const limit = Math.min(setup.policy.limits.recipients, state.identityLimits?.recipients ?? Number.POSITIVE_INFINITY);
  if (recipients.length >= limit) return answer(state, 'tooManyRecipients');
  const path = parsePath(argument, 'TO');
  if (path === null || path.address === '') return answer(state, 'invalidRecipient');
  if (isInternational(path.address) && !start.smtpUtf8) return answer(state, 'utf8Required');
  const parsed = parseParameters(path.parameters);
  if (parsed.kind !== 'parameters') return answer(state, ...parameterReply(parsed));
  const recipient = envelopeRecipient(path.address, parsed.parameters);
  if ('kind' in recipient) return answer(state, ...parameterReply(recipient));
  return enter(state, { name: 'mailing', start, recipients: [...recipients, recipient] }, 'recipientOk');
};

function envelopeRecipient(
  address: string,
  parameters: ReadonlyMap<string, string | null>,
): EnvelopeRecipient | ParameterRefusal {
  let notify: Notify | null = null;
  let originalRecipient: string | null = null;
  for (const [name, value] of parameters) {
    if (name !== 'NOTIFY' && name !== 'ORCPT') return { kind: 'unknown', parameter: name };
    const parsed = name === 'NOTIFY' ? parseNotify(value ?? '') : parseOriginalRecipient(value ?? '');
    if (parsed === null) return { kind: 'malformed', parameter: name };
    if (name === 'NOTIFY') notify = parsed as Notify;
    else originalRecipient = parsed as string;
  }
  return { address, notify, originalRecipient };
}

// RFC 3461 §4.1: NEVER stands alone.
function parseNotify(value: string): Notify | null {
  if (value.toUpperCase() === 'NEVER') return 'NEVER';
  const wanted = value.toUpperCase().split(',');
  const right = wanted.every((item) => item === 'SUCCESS' || item === 'FAILURE' || item === 'DELAY');
  return right ? ([...new Set(wanted)] as Notify) : null;
}

// RFC 3461 §4.2: addr-type ";" xtext, at most 500 characters.
function parseOriginalRecipient(value: string): string | null {
  const match = value.length <= 500 ? /^([A-Za-z0-9-]+);(.+)$/.exec(value) : null;
  const address = match === null ? null : decodeXtext(match[2] ?? '');
  return match === null || address === null ? null : `${match[1]};${address}`;
}
