/** The SMTP session as a pure state machine: a state and an event in, a state and effects out. */
import { parseCommand } from '../codec/command.ts';
import { replyText } from '../codec/reply-writer.ts';
import { lookOf } from '../replies.ts';
import { commandTable } from './command-table.ts';
import {
  answer,
  type Chunking,
  type Effect,
  idle,
  type SessionEvent,
  type SessionSetup,
  type SessionState,
  type Step,
} from './session-state.ts';
import { authResponse, proceed } from './verbs/auth.ts';

/** The longest part of an unknown command that is said back. */
const maximumEcho = 80;

/** One step. An event that the phase does not know (it comes too late) changes nothing. */
export function step<Identity>(
  setup: SessionSetup,
  state: SessionState<Identity>,
  event: SessionEvent<Identity>,
): Step<Identity> {
  return countErrors(setup, take(setup, state, event));
}

function take<Identity>(
  setup: SessionSetup,
  state: SessionState<Identity>,
  event: SessionEvent<Identity>,
): Step<Identity> {
  const { phase } = state;
  if (phase.name === 'closed') return { state, effects: [] };
  switch (event.kind) {
    case 'line':
      return phase.name === 'exchanging'
        ? authResponse(state, phase.mechanism, event.line)
        : command(setup, state, event.line);
    case 'line-too-long':
      if (phase.name === 'exchanging') return answer({ ...state, phase: idle }, 'authLineTooLong');
      if (event.isAuth) return answer(state, 'authLineTooLong');
      return answer(state, 'commandLineTooLong', { limit: setup.policy.limits.commandLineBytes });
    case 'bare-line-end':
      return answer(phase.name === 'exchanging' ? { ...state, phase: idle } : state, 'bareLineEndInCommand');
    case 'tls-started':
      // RFC 3207 §4.2: nothing that was learned in clear holds.
      return { state: { ...state, phase: idle, helo: null, tls: event.tls, cipher: event.cipher }, effects: [] };
    case 'scram-credential':
      if (phase.name !== 'asking' || phase.mechanism.continueWith === undefined) return { state, effects: [] };
      return proceed(state, phase.mechanism, phase.mechanism.continueWith(event.credential));
    case 'sign-in-answered':
      return signInAnswered(setup, state, event.answer);
    case 'chunk-received':
      return phase.name === 'chunking' ? chunkReceived(state, phase, event.refusal) : { state, effects: [] };
    case 'message-answered':
      return answer({ ...state, phase: idle }, event.reply, event.parameters);
    case 'ended':
      return close(state, event.reply);
  }
}

function command<Identity>(setup: SessionSetup, state: SessionState<Identity>, line: string): Step<Identity> {
  const { verb, argument } = parseCommand(line);
  const row = Object.hasOwn(commandTable, verb) ? commandTable[verb] : undefined;
  const { phase } = state;
  if (row === undefined) return answer(state, 'unrecognizedCommand', { command: line.slice(0, maximumEcho) });
  if (row.needsHello && state.helo === null) return answer(state, 'sendHelloFirst');
  if (phase.name === 'idle' && row.idle) return row.idle(setup, { ...state, phase }, argument);
  if (phase.name === 'mailing' && row.mailing) return row.mailing(setup, { ...state, phase }, argument);
  if (phase.name === 'chunking' && row.chunking) return row.chunking(setup, { ...state, phase }, argument);
  return answer(state, row.otherwise);
}

function signInAnswered<Identity>(
  setup: SessionSetup,
  state: SessionState<Identity>,
  result: Extract<SessionEvent<Identity>, { kind: 'sign-in-answered' }>['answer'],
): Step<Identity> {
  if (state.phase.name !== 'asking') return { state, effects: [] };
  if (result.kind === 'allowed') {
    return answer(
      { ...state, phase: idle, identity: result.identity, identityLimits: result.limits, lastAuthError: null },
      'authenticated',
    );
  }
  const lastAuthError = replyText(result.reply, setup.policy.profile, result.parameters);
  const refused = answer({ ...state, phase: idle, lastAuthError }, result.reply, result.parameters);
  // RFC 5321 §3.8: who says 421 closes.
  return lookOf(result.reply, setup.policy.profile).code === 421 ? withClose(refused) : refused;
}

function chunkReceived<Identity>(
  state: SessionState<Identity>,
  phase: Chunking,
  refusal: Extract<SessionEvent<Identity>, { kind: 'chunk-received' }>['refusal'],
): Step<Identity> {
  const octets = phase.chunk?.octets ?? 0;
  const last = phase.chunk?.last ?? false;
  if (phase.failed || refusal !== null) {
    const next = { ...state, phase: last ? idle : { ...phase, chunk: null, failed: true } };
    const name = refusal?.reply ?? (phase.envelope.recipients.length === 0 ? 'needRecipient' : 'messageTooLarge');
    const refused = answer(next, name, refusal?.parameters);
    return { state: refused.state, effects: [{ kind: 'abort-message' }, ...refused.effects] };
  }
  return answer({ ...state, phase: { ...phase, chunk: null } }, 'chunkReceived', { octets });
}

function close<Identity>(
  state: SessionState<Identity>,
  reply: Extract<SessionEvent<Identity>, { kind: 'ended' }>['reply'] | 'tooManyErrors',
): Step<Identity> {
  const underWay = state.phase.name === 'chunking' || state.phase.name === 'receiving-data';
  const abort: Effect[] = underWay ? [{ kind: 'abort-message' }] : [];
  return withClose({ state, effects: [...abort, { kind: 'reply', name: reply }] });
}

function withClose<Identity>({ state, effects }: Step<Identity>): Step<Identity> {
  return { state: { ...state, phase: { name: 'closed' } }, effects: [...effects, { kind: 'close' }] };
}

/** Counts refusals (5xx), and lets go of a client that collects too many. */
function countErrors<Identity>(setup: SessionSetup, result: Step<Identity>): Step<Identity> {
  let refusals = 0;
  for (const effect of result.effects) {
    if (effect.kind === 'reply' && lookOf(effect.name, setup.policy.profile).code >= 500) refusals += 1;
  }
  if (refusals === 0 || result.state.phase.name === 'closed') return result;
  const errors = result.state.errors + refusals;
  const state = { ...result.state, errors };
  if (errors < setup.policy.limits.errors) return { state, effects: result.effects };
  const closing = close(state, 'tooManyErrors');
  return { state: closing.state, effects: [...result.effects, ...closing.effects] };
}
