/** The pure session: whatever comes in whatever order, it answers, stays within its bounds and never throws. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { createMechanism } from '../sasl/mechanisms.ts';
import { scramCrypto } from '../sasl-crypto.ts';
import { capabilities } from './capabilities.ts';
import { commandTable } from './command-table.ts';
import type { ListenerPolicy } from './listener-policy.ts';
import { step } from './session.ts';
import { initialState, type SessionEvent, type SessionSetup, type SessionState } from './session-state.ts';

const policy: ListenerPolicy = {
  name: 'test',
  profile: 'postern',
  host: 'mail.test',
  errorHost: 'mail.test',
  mailboxHost: 'mail.test',
  mechanisms: ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS'],
  startTls: true,
  endpoint: 'submission',
  bareLineEnds: 'refuse',
  limits: {
    commandLineBytes: 512,
    authLineBytes: 12_288,
    textLineBytes: 1000,
    messageBytes: 1000,
    recipients: 3,
    errors: 10,
    idleMs: 1000,
    sessionMs: 1000,
  },
  tarpitMs: 0,
};
const setup: SessionSetup = {
  policy,
  sessionId: '0123456789ABCDEF',
  address: '127.0.0.1',
  clearTextAllowed: true,
  mechanism: (name) => createMechanism(name, { crypto: scramCrypto, channelBinding: null, offersPlus: false }),
};

type Event = SessionEvent<string>;
const line = (text: string): Event => ({ kind: 'line', line: text });
const signedIn: Event = {
  kind: 'sign-in-answered',
  answer: { kind: 'allowed', identity: 'a', limits: { recipients: 3, messageBytes: 1000 } },
};

function play(events: readonly Event[], from: SessionState<string> = initialState()) {
  let state = from;
  const replies: string[] = [];
  for (const event of events) {
    const next = step(setup, state, event);
    state = next.state;
    for (const effect of next.effects) if (effect.kind === 'reply') replies.push(effect.name);
  }
  return { state, replies };
}

const lines = fc.oneof(
  fc.constantFrom(
    'EHLO x',
    'HELO x',
    'STARTTLS',
    'AUTH PLAIN AGEAYg==',
    'AUTH PLAIN',
    'AUTH LOGIN',
    'AGEAYg==',
    '*',
    'MAIL FROM:<a@b.example>',
    'MAIL FROM:<a@b.example> SIZE=5 BODY=8BITMIME SMTPUTF8 RET=FULL ENVID=x REQUIRETLS',
    'RCPT TO:<c@d.example>',
    'RCPT TO:<c@d.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;c@d.example',
    'DATA',
    'BDAT 10',
    'BDAT 10 LAST',
    'BDAT 99999999999',
    'RSET',
    'NOOP',
    'VRFY a',
    'EXPN a',
    'HELP',
    'QUIT',
  ),
  fc.string({ maxLength: 40 }),
);
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 8, arbitrary: lines.map(line) },
  { weight: 4, arbitrary: fc.constant(signedIn) },
  fc.constantFrom<Event>(
    { kind: 'line-too-long', isAuth: false },
    { kind: 'line-too-long', isAuth: true },
    { kind: 'bare-line-end' },
    { kind: 'tls-started', tls: 'TLSv1.3', cipher: 'x' },
    { kind: 'sign-in-answered', answer: { kind: 'refused', reply: 'credentialsIncorrect' } },
    { kind: 'scram-credential', credential: { salt: Buffer.alloc(4), iterations: 1, keys: [] } },
    { kind: 'chunk-received', refusal: null },
    { kind: 'chunk-received', refusal: { reply: 'bareLineEnd' } },
    { kind: 'message-answered', reply: 'accepted', parameters: { message: 'x' } },
    { kind: 'ended', reply: 'idleTimeout' },
  ),
);

test('property: no order of events throws; recipients, errors and what follows the end are bounded', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let state = initialState<string>();
      for (const each of events) {
        const before = state;
        const next = step(setup, before, each);
        state = next.state;
        if (before.phase.name === 'closed') assert.deepEqual(next.effects, []);
        assert.ok(state.errors <= policy.limits.errors);
        if (state.phase.name === 'mailing') assert.ok(state.phase.recipients.length <= policy.limits.recipients);
        const taking = next.effects.some(({ kind }) => kind === 'receive-data' || kind === 'receive-chunk');
        if (taking) assert.notEqual(state.identity, null, 'mail is taken from an authenticated identity only');
      }
    }),
    { numRuns: 2000 },
  );
});

test('each verb is answered as its table says in each phase', () => {
  const signed = play([line('EHLO x'), line('AUTH PLAIN AGEAYg=='), signedIn]).state;
  const phases = {
    idle: signed,
    mailing: play([line('MAIL FROM:<a@b.example>'), line('RCPT TO:<c@d.example>')], signed).state,
    chunking: play(
      [
        line('MAIL FROM:<a@b.example>'),
        line('RCPT TO:<c@d.example>'),
        line('BDAT 3'),
        { kind: 'chunk-received', refusal: null },
      ],
      signed,
    ).state,
  };
  for (const [verb, row] of Object.entries(commandTable)) {
    for (const phase of ['idle', 'mailing', 'chunking'] as const) {
      assert.equal(phases[phase].phase.name, phase);
      if (row[phase] === undefined) {
        assert.deepEqual(play([line(verb)], phases[phase]).replies, [row.otherwise], `${verb} while ${phase}`);
      }
    }
    if (row.needsHello) assert.deepEqual(play([line(verb)]).replies, ['sendHelloFirst'], `${verb} before EHLO`);
  }
});

test('TLS forgets what was learned in clear, and -PLUS is offered where its binding is: under TLS 1.3', () => {
  const clear = play([line('EHLO x'), line('MAIL FROM:<a@b.example>')]).state;
  const { state } = play([{ kind: 'tls-started', tls: 'TLSv1.2', cipher: 'x' }], clear);
  assert.equal(state.helo, null);
  assert.equal(state.phase.name, 'idle');
  const authOf = (tls: SessionState<string>['tls']) =>
    capabilities(policy, { tls }, true).find((keyword) => keyword.startsWith('AUTH'));
  assert.equal(authOf('TLSv1.2'), 'AUTH PLAIN SCRAM-SHA-256');
  assert.equal(authOf('TLSv1.3'), 'AUTH PLAIN SCRAM-SHA-256 SCRAM-SHA-256-PLUS');
});
