/** Messages over a real store: who read which, and who did what to one that waits, stands in the audit log. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { acceptedMessage } from '../../test/fixtures/accepted-message.ts';
import { administrationHouse, local as administrator } from '../../test/fixtures/administration-house.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { AdministratorRole } from '../directory/administrator-role.ts';
import { newGuid } from '../lib/id.ts';
import { createAdministration } from './administration.ts';
import { Refusal } from './refusal.ts';

const local: AdminRequest = { ...administrator, address: '192.0.2.7' };

async function house(t: TestContext) {
  const { administration, store, tenant } = await administrationHouse(t, () => 2000);
  const { messages } = administration;
  const message = acceptedMessage({ tenantId: tenant.id, to: ['b@x.example', 'c@x.example'] });
  const body = store.spool.open();
  await body.write(Buffer.from('Subject: x\r\n\r\nprivate\r\n'));
  await body.commit(message, Buffer.alloc(0));
  const as = (role: AdministratorRole): AdminRequest => ({
    ...local,
    actor: {
      kind: 'user',
      id: 'u',
      name: 'u@x.example',
      tenantId: tenant.id,
      roles: [role],
      permissions: ['Postern.Manage'],
    },
  });
  const logged = async () =>
    (await store.auditLog.list({ tenantId: tenant.id, target: message.id, limit: 10 })).toReversed();
  return { store, messages, tenant, message, as, logged };
}

async function reasonOf(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => assert.fail('it was not refused'),
    (caught: unknown) => caught,
  );
  assert.ok(error instanceof Refusal, String(error));
  return error.reason.kind;
}

test('each thing that is done to a message is in the log, with who did it in which role and from where', async (t) => {
  const { messages, message, as, logged, tenant } = await house(t);
  const operator = as('exchange-administrator');
  for (const action of ['hold', 'release', 'retry', 'cancel'] as const)
    assert.equal(await messages.act(operator, action, message.id), 2);
  const entries = await logged();
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['message.hold', 'message.release', 'message.retry', 'message.cancel'],
  );
  for (const { actor, role, door, address, correlationId, target, tenantId } of entries) {
    assert.deepEqual(
      [actor.name, role, door, address],
      ['u@x.example', 'exchange-administrator', 'admin', '192.0.2.7'],
    );
    assert.deepEqual(target, { kind: 'message', id: message.id, name: message.envelope.reversePath });
    assert.deepEqual([tenantId, correlationId], [tenant.id, 'c']);
  }
});

test('what was not done is not in the log', async (t) => {
  const { store, messages, message, as, logged } = await house(t);
  assert.equal(await reasonOf(messages.act(local, 'release', message.id)), 'conflict');
  assert.equal(await reasonOf(messages.act(as('security-reader'), 'hold', message.id)), 'role-missing');
  assert.equal(await reasonOf(messages.read(as('global-reader'), message.id)), 'role-missing');
  // A worker takes it on between the look and the step.
  const { find } = store.queue;
  const queue = {
    ...store.queue,
    async find(id: string) {
      const seen = await find(id);
      await store.queue.lease('worker', 3000, 9000, 10);
      return seen;
    },
  };
  const overtaken = createAdministration({ ...store, queue }, { clock: () => 2000, newGuid });
  assert.equal(await reasonOf(overtaken.messages.act(local, 'hold', message.id)), 'conflict');
  assert.deepEqual(await logged(), []);
});

test('who read whose mail is known, before the first octet', async (t) => {
  const { store, messages, message, as, logged, tenant } = await house(t);
  const octets = await messages.read(as('exchange-administrator'), message.id);
  const [entry] = await logged();
  assert.deepEqual([entry?.action, entry?.actor.name], ['message.read', 'u@x.example']);
  const chunks: Buffer[] = [];
  for await (const chunk of octets) chunks.push(chunk);
  assert.match(Buffer.concat(chunks).toString(), /private/);
  assert.ok(!JSON.stringify(entry).includes('private'));
  const { reversePath } = message.envelope;
  const ofMailbox = await store.auditLog.list({ tenantId: tenant.id, target: reversePath.toUpperCase(), limit: 10 });
  assert.deepEqual(ofMailbox, [entry], 'it is found by whose mail it is');
  await messages.find(local, message.id);
  assert.equal((await logged()).length, 1, 'the envelope alone is no reading');
});
