/** What the doctor writes through Graph and Exchange is in force, can be put back to the octet, and tramples on nobody. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { tenantHouse, writePermissions } from '../../../../test/fixtures/tenant-house.ts';
import { type ConditionalAccessPolicy, wholePolicy } from '../../../directory/conditional-access-policy.ts';
import type { Read } from '../../tenant/tenant-reading.ts';
import type { RawValue, SettingRef, TenantProvider } from '../tenant-provider.ts';

type House = Awaited<ReturnType<typeof tenantHouse>>;

function writingHouse(t: TestContext): Promise<House> {
  return tenantHouse(t, { permissions: writePermissions, role: 'exchange-administrator' });
}

function valueOf(read: Read<RawValue>): RawValue {
  assert.ok(read.known, JSON.stringify(read));
  return read.value;
}

function policyOf(number: number, more: Partial<ConditionalAccessPolicy> = {}): ConditionalAccessPolicy {
  return wholePolicy({
    id: `0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d0${number}`,
    name: `Policy ${number}`,
    state: 'enabled',
    ...more,
  });
}

const tenant = (name: SettingRef['name']): SettingRef => ({ scope: 'tenant', name, user: null });

/** Writes `value`, reads it back as a value, and puts back what was there. */
async function thereAndBack(
  provider: TenantProvider,
  ref: SettingRef,
  value: unknown,
  inForce: () => Promise<unknown>,
) {
  const before = valueOf(await provider.snapshot(ref));
  const original = await inForce();
  const raw = provider.rawOf(ref, value, before);
  assert.notDeepEqual(raw, before, ref.name);
  assert.deepEqual(await provider.write(ref, raw, before, { until: null }), { kind: 'written' }, ref.name);
  assert.deepEqual(await inForce(), value, ref.name);
  const after = valueOf(await provider.snapshot(ref));
  // Who comes with what was there before finds that it has changed.
  const late = await provider.write(ref, before, before, { until: null });
  if (!Array.isArray(before)) assert.equal(late.kind, 'changed', ref.name);
  assert.deepEqual(await provider.write(ref, before, after, { until: null }), { kind: 'written' }, ref.name);
  assert.deepEqual(await inForce(), original, ref.name);
  assert.equal(JSON.stringify(valueOf(await provider.snapshot(ref))), JSON.stringify(before), ref.name);
}

test('each setting is written as it is meant, and put back as it was', async (t: TestContext) => {
  const house = await writingHouse(t);
  const { provider: open, users, service, setTenant, setUser } = house;
  const provider = open();
  const [user] = users;
  assert.ok(user);
  const { directory } = service.store;
  const ofTenant = async (name: string) =>
    ((await directory.settingsOfTenant(house.tenant.id)) as unknown as Record<string, { value: unknown }>)[name]?.value;
  const ofUser = async (name: string) =>
    ((await directory.settingsOfUser(user.id)) as unknown as Record<string, { value: unknown }>)[name]?.value;
  await setTenant({
    securityDefaults: true,
    authenticationPolicies: [{ name: 'No basic', allowBasicAuthSmtp: false }],
  });
  await setUser(user, { perUserMfa: 'enforced', accountEnabled: false, mailboxSmtpAuth: 'off' });
  const allowing = [
    { name: 'No basic', allowBasicAuthSmtp: true },
    { name: 'Second', allowBasicAuthSmtp: true },
  ];
  const onTenant: [SettingRef['name'], unknown][] = [
    ['securityDefaults', false],
    ['smtpAuth', 'on'],
    ['legacyTlsClients', true],
    ['authenticationPolicies', allowing],
    ['defaultAuthenticationPolicy', 'No basic'],
  ];
  for (const [name, value] of onTenant) await thereAndBack(provider, tenant(name), value, () => ofTenant(name));
  const onUser: [SettingRef['name'], unknown][] = [
    ['mailboxSmtpAuth', 'on'],
    ['mailboxSmtpAuth', 'inherit'],
    ['perUserMfa', 'disabled'],
    ['accountEnabled', true],
    ['authenticationPolicy', 'No basic'],
  ];
  for (const [name, value] of onUser)
    await thereAndBack(provider, { scope: 'user', name, user: user.id }, value, () => ofUser(name));
});

test('a mailbox that inherits is put back to inheriting, not to what it inherited', async (t: TestContext) => {
  const { provider: open, users, service } = await writingHouse(t);
  const provider = open();
  const [user] = users;
  assert.ok(user);
  const ref = { scope: 'user', name: 'mailboxSmtpAuth', user: user.id } as const;
  assert.equal(valueOf(await provider.snapshot(ref)), null);
  assert.equal(provider.rawOf(ref, 'on', null), false);
  await provider.write(ref, false, null, { until: null });
  await provider.write(ref, null, false, { until: null });
  const { mailboxSmtpAuth } = await service.store.directory.settingsOfUser(user.id);
  assert.equal(mailboxSmtpAuth.value, 'inherit');
});

test('of a policy only the exclusion is changed; what others do to other policies meanwhile stays', async (t: TestContext) => {
  const house = await writingHouse(t);
  const { provider: open, users, service, setTenant } = house;
  const provider = open();
  const [user] = users;
  assert.ok(user);
  const [first, second] = [policyOf(1), policyOf(2, { grant: 'mfa' })];
  await setTenant({ conditionalAccessPolicies: [first, second] });
  const ref = tenant('conditionalAccessPolicies');
  const before = valueOf(await provider.snapshot(ref));
  const wanted = provider.rawOf(ref, [{ ...first, excludedUsers: [user.id] }, second], before);
  // Somebody else turns the other policy off, and makes a third.
  const third = policyOf(3);
  await setTenant({ conditionalAccessPolicies: [first, { ...second, state: 'disabled' }, third] });
  assert.deepEqual(await provider.write(ref, wanted, before, { until: null }), { kind: 'written' });
  const states = async () =>
    (await service.store.directory.settingsOfTenant(house.tenant.id)).conditionalAccessPolicies.value.map(
      ({ name, state, excludedUsers }) => [name, state, excludedUsers.length],
    );
  assert.deepEqual(await states(), [
    ['Policy 1', 'enabled', 1],
    ['Policy 2', 'disabled', 0],
    ['Policy 3', 'enabled', 0],
  ]);
  // Undo: what is there is what was written; then somebody excludes one more, and it is refused.
  assert.deepEqual(await provider.write(ref, before, wanted, { until: null }), { kind: 'written' });
  assert.deepEqual((await states())[0], ['Policy 1', 'enabled', 0]);
  const [, other] = users;
  await setTenant({ conditionalAccessPolicies: [{ ...first, excludedUsers: [other?.id ?? ''] }] });
  assert.equal((await provider.write(ref, wanted, before, { until: null })).kind, 'changed');
});

test('a write without its permission names it; what no API does is to be done by hand', async (t: TestContext) => {
  const { provider: open, users } = await tenantHouse(t);
  const provider = open();
  const user = users[0]?.id ?? '';
  const cases: [SettingRef, RawValue, RawValue, RegExp][] = [
    [tenant('securityDefaults'), true, false, /Policy\.ReadWrite\.SecurityDefaults/],
    [tenant('smtpAuth'), false, true, /the role Exchange Administrator/],
    [{ scope: 'user', name: 'perUserMfa', user }, 'enforced', 'disabled', /Policy\.ReadWrite\.AuthenticationMethod/],
    [{ scope: 'user', name: 'accountEnabled', user }, false, true, /User\.ReadWrite\.All/],
  ];
  for (const [ref, value, expected, names] of cases) {
    const result = await provider.write(ref, value, expected, { until: null });
    assert.ok(result.kind === 'not-possible' && result.because.kind === 'permission', JSON.stringify(result));
    assert.match(result.because.permission, names);
  }
  for (const name of ['licensed', 'passwordExpired', 'simulatedFailure'] as const)
    assert.deepEqual(await provider.write({ scope: 'user', name, user }, true, null, { until: null }), {
      kind: 'not-possible',
      because: { kind: 'not-offered' },
    });
});
