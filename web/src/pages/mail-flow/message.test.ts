/** What has become of a message, and what may be done to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOpenTo, type Message, type Recipient, stateOf, timelineOf } from './message.ts';

function message(...recipients: [string, Recipient['state']][]): Message {
  return {
    id: '08DE000000000001',
    acceptedAt: 10,
    tenantId: 't',
    userId: 'u',
    sizeBytes: 1,
    subject: 's',
    messageIdField: 'm',
    envelope: {
      reversePath: 'a@x.example',
      recipients: [],
      body: '7BIT',
      smtpUtf8: false,
      requireTls: false,
      ret: null,
      envelopeId: null,
    },
    bounceOf: null,
    origin: null,
    recipients: recipients.map(([address, state]) => ({ address, attempts: 1, state })),
  };
}

const answer = (text: string, at = 20) => ({ at, connector: 'smart-host', text });

test('recipients with the same answer stand together; what is to come stands last', () => {
  const events = timelineOf(
    message(
      ['b@x.example', { name: 'delivered', answer: answer('250 OK') }],
      ['c@x.example', { name: 'delivered', answer: answer('250 OK') }],
      ['d@x.example', { name: 'deferred', nextAttemptAt: 90, answer: answer('451 later', 30) }],
    ),
  );
  assert.deepEqual(
    events.map(({ kind, at, recipients, text }) => [kind, at, recipients.join(' '), text]),
    [
      ['accepted', 10, '', ''],
      ['delivered', 20, 'b@x.example c@x.example', '250 OK'],
      ['deferred', 30, 'd@x.example', '451 later'],
      ['next-attempt', 90, 'd@x.example', ''],
    ],
  );
});

test('a message is as bad as the worst of its recipients', () => {
  const mixed = message(
    ['b@x.example', { name: 'delivered', answer: answer('250 OK') }],
    ['c@x.example', { name: 'dead', answer: answer('550 no') }],
  );
  assert.equal(stateOf(mixed), 'dead');
  assert.equal(isOpenTo('retry', mixed), true);
  assert.equal(isOpenTo('release', mixed), false);
});

test('nothing is done any more to what was delivered', () => {
  const done = message(['b@x.example', { name: 'delivered', answer: answer('250 OK') }]);
  for (const action of ['retry', 'hold', 'release', 'cancel'] as const) assert.equal(isOpenTo(action, done), false);
});
