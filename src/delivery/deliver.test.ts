import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptedMessage, leaseOf } from '../../test/fixtures/accepted-message.ts';
import { type Connector, createDeliver } from './deliver.ts';

function connector(name: string, domains: readonly string[]): Connector {
  return {
    name,
    domains,
    deliver: async ({ recipients }) =>
      recipients.map(({ recipient }) => ({ kind: 'delivered', connector: name, text: recipient.address })),
  };
}

const none = (error: unknown): void => assert.fail(String(error));

const lease = (...to: string[]) => leaseOf(acceptedMessage({ to }));

test('each recipient goes to the first connector that serves its domain, and the outcomes keep the order', async () => {
  const deliver = createDeliver([connector('one', ['x.example']), connector('all', [])], none);
  const outcomes = await deliver(lease('a@y.example', 'b@X.example', 'c@y.example'));
  assert.deepEqual(
    outcomes.map(({ connector: name, text }) => [name, text]),
    [
      ['all', 'a@y.example'],
      ['one', 'b@X.example'],
      ['all', 'c@y.example'],
    ],
  );
});

test('a recipient that no connector serves fails for good', async () => {
  const [outcome] = await createDeliver([connector('one', ['x.example'])], none)(lease('a@y.example'));
  assert.equal(outcome?.kind, 'permanent');
});

test('a connector that throws, or answers for too few, takes nothing from the recipients of another', async () => {
  const faults: unknown[] = [];
  const thrown = new Error('broken');
  const broken: Connector = { ...connector('broken', ['b.example']), deliver: () => Promise.reject(thrown) };
  const silent: Connector = { ...connector('silent', ['s.example']), deliver: async () => [] };
  const deliver = createDeliver([broken, silent, connector('all', [])], (error) => faults.push(error));
  const outcomes = await deliver(lease('a@y.example', 'b@b.example', 'c@s.example', 'd@y.example'));
  assert.deepEqual(
    outcomes.map(({ kind, connector: name }) => [kind, name]),
    [
      ['delivered', 'all'],
      ['temporary', 'broken'],
      ['temporary', 'silent'],
      ['delivered', 'all'],
    ],
  );
  assert.match(outcomes[2]?.text ?? '', /no answer/);
  assert.deepEqual(faults, [thrown]);
});
