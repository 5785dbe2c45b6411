/** The same fixes through Graph and the Exchange admin API, as they are done in a Microsoft 365 tenant; and the way back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wholePolicy } from '../../src/directory/conditional-access-policy.ts';
import { applyPlan } from '../../src/doctor/fix/apply-plan.ts';
import { prepareFix } from '../../src/doctor/fix/prepare-fix.ts';
import { undoFix } from '../../src/doctor/fix/undo-fix.ts';
import { bedside } from '../fixtures/doctor-house.ts';
import { password, tenantHouse, writePermissions } from '../fixtures/tenant-house.ts';

const block = { name: 'Block', allowBasicAuthSmtp: false };
const legacy = wholePolicy({ id: '3c1d6f0a-58a7-4d0e-9d55-0f6b7a2e4c11', name: 'No legacy', state: 'enabled' });

/** When a policy was changed last is Graph's to say, and nobody's to put back. */
const withoutStamp = (row: string): string => row.replace(/"modifiedAt":(?:null|\d+)/g, '');

const illnesses = [
  [{ securityDefaults: true, smtpAuth: 'on' }, { mailboxSmtpAuth: 'off', perUserMfa: 'enforced' }, 3],
  [{ smtpAuth: 'off' }, {}, 1],
  [{ smtpAuth: 'on', authenticationPolicies: [block], defaultAuthenticationPolicy: 'Block' }, {}, 1],
  [{ smtpAuth: 'on', conditionalAccessPolicies: [legacy] }, { accountEnabled: false }, 2],
] as const;

test('what a plan changes through Graph and Exchange makes a device send, and goes back to the octet', async (t) => {
  const house = await tenantHouse(t, { permissions: writePermissions, role: 'exchange-administrator' });
  const { send, storedSettings } = await bedside(t, house.service);
  const [user] = house.users;
  assert.ok(user);
  const name = user.userPrincipalName;
  const cure = { defaultAuthenticationPolicy: undefined, authenticationPolicies: undefined };
  for (const [tenant, own, steps] of illnesses) {
    const title = JSON.stringify([tenant, own]);
    await house.setTenant({ securityDefaults: undefined, conditionalAccessPolicies: undefined, ...cure, ...tenant });
    await house.setUser(user, { mailboxSmtpAuth: undefined, perUserMfa: undefined, accountEnabled: undefined, ...own });
    const provider = house.provider();
    const refusal = await send(name, password);
    assert.ok(refusal, title);
    const before = storedSettings().map(withoutStamp);
    const device = { mechanism: 'LOGIN', credential: 'password', asIs: true } as const;
    const prepared = await prepareFix(provider, name, device, Date.now());
    assert.equal(prepared.steps.length, steps, title);
    assert.ok(prepared.plan.after.allowed, title);
    const keep = async () => undefined;
    const applied = await applyPlan(provider, prepared, {
      id: 'a',
      now: 1,
      where: 'here',
      apis: null,
      until: null,
      keep,
    });
    assert.equal(applied.kind, 'applied', `${title} ${JSON.stringify(applied)}`);
    assert.ok('fix' in applied);
    assert.equal(await send(name, password), null, title);
    const undone = await undoFix(provider, applied.fix, false);
    assert.ok(undone.done, `${title} ${JSON.stringify(undone)}`);
    assert.deepEqual(storedSettings().map(withoutStamp), before, title);
  }
});

test('of a list, what others do to other rows meanwhile stays, and keeps nobody from taking back his own', async (t) => {
  const house = await tenantHouse(t, { permissions: writePermissions, role: 'exchange-administrator' });
  const [user] = house.users;
  assert.ok(user);
  const { storedSettings } = await bedside(t, house.service);
  await house.setTenant({ smtpAuth: 'on', authenticationPolicies: [block], defaultAuthenticationPolicy: 'Block' });
  const provider = house.provider();
  const device = { mechanism: 'LOGIN', credential: 'password', asIs: true } as const;
  const prepared = await prepareFix(provider, user.userPrincipalName, device, Date.now());
  const keep = async () => undefined;
  const applied = await applyPlan(provider, prepared, {
    id: 'a',
    now: 1,
    where: 'here',
    apis: null,
    until: null,
    keep,
  });
  assert.ok(applied.kind === 'applied', JSON.stringify(applied));
  const other = { name: 'Of somebody else', allowBasicAuthSmtp: false };
  const made = { name: 'Allow SMTP AUTH', allowBasicAuthSmtp: true };
  await house.setTenant({ authenticationPolicies: [block, made, other] });
  assert.ok((await undoFix(provider, applied.fix, false)).done);
  const policies = storedSettings().find((row) => row.includes('authenticationPolicies'));
  assert.match(policies ?? '', /Of somebody else/);
  assert.doesNotMatch(policies ?? '', /Allow SMTP AUTH/);
});
