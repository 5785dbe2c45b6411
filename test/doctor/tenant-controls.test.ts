/** The doctor names the gate that shuts from outside, through Graph and Exchange; the server's own reply agrees. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { explain } from '../../src/doctor/explain/explain.ts';
import type { Finding } from '../../src/doctor/findings/finding.ts';
import { findingsOfTenant } from '../../src/doctor/rules/tenant/all.ts';
import { examineTenant } from '../../src/doctor/tenant/examine-tenant.ts';
import { login, secure } from '../end-to-end/smtp-dialogue.ts';
import { openHouse, shuttingChanges } from '../fixtures/tenant-changes.ts';
import { password, tenantHouse } from '../fixtures/tenant-house.ts';

type House = Awaited<ReturnType<typeof tenantHouse>>;

async function replyOf({ service }: House, user: string): Promise<string> {
  const smtp = await secure(service.listeners[0]?.port ?? 0);
  const reply = await login(smtp, user, password);
  smtp.close();
  return reply;
}

/** What is found with the reply of the server, as a person pastes it. */
async function examined(house: House, reply: string): Promise<Finding[]> {
  const wire = { cause: reply.startsWith('235') ? null : explain(reply).cause, evidence: [reply] };
  const question = { user: 'scan@x.example', appId: null, from: null, wire, now: Date.now() };
  return findingsOfTenant(await examineTenant(house.provider(), question));
}

function stopsOf(findings: readonly Finding[]): string[] {
  return findings.filter(({ severity }) => severity === 'stops').map(({ id }) => id);
}

test('nothing stops a password that is let in, and the server agrees', async (t: TestContext) => {
  const house = await tenantHouse(t);
  await openHouse(house);
  const found = await examined(house, await replyOf(house, 'scan@x.example'));
  assert.deepEqual(stopsOf(found), []);
  assert.ok(found.some(({ id }) => id === 'wire-agrees'));
});

test('each control by itself is named first, with its property, and the server agrees', async (t: TestContext) => {
  const house = await tenantHouse(t);
  const { apply, takeBack } = await openHouse(house);
  for (const change of shuttingChanges) {
    await apply(change);
    const found = await examined(house, await replyOf(house, 'scan@x.example'));
    assert.deepEqual(stopsOf(found), [change.cause]);
    assert.match(found[0]?.evidence.join('; ') ?? '', / = |: enabled/);
    assert.ok(
      found.some(({ id }) => id === 'wire-agrees'),
      JSON.stringify(found),
    );
    await takeBack(change);
  }
});

test('of two controls the one that refuses comes first, and the other is told as well', async (t: TestContext) => {
  const house = await tenantHouse(t);
  const { apply, takeBack } = await openHouse(house);
  for (const [at, one] of shuttingChanges.entries())
    for (const other of shuttingChanges.slice(at + 1)) {
      await apply(one);
      await apply(other);
      const found = await examined(house, await replyOf(house, 'scan@x.example'));
      assert.deepEqual(stopsOf(found), [one.cause, other.cause]);
      assert.ok(
        found.some(({ id }) => id === 'wire-agrees'),
        `${one.cause} and ${other.cause}`,
      );
      await takeBack(one);
      await takeBack(other);
    }
});

test('a password that is wrong is said by the server and the log, and by no setting', async (t: TestContext) => {
  const house = await tenantHouse(t);
  await openHouse(house);
  const smtp = await secure(house.service.listeners[0]?.port ?? 0);
  const reply = await login(smtp, 'scan@x.example', 'wrong');
  smtp.close();
  const found = await examined(house, reply);
  assert.deepEqual(stopsOf(found), ['bad-credentials']);
  assert.match(found[0]?.evidence.join('; ') ?? '', /AADSTS50126/);
  assert.ok(!found.some(({ id }) => id === 'wire-disagrees'));
});
