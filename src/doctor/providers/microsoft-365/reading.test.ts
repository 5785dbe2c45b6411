/** Every control of a live service, set one by one and in pairs, is read through Graph and Exchange as it is in force. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { request } from '../../../../test/fixtures/house-with-application.ts';
import { readPermissions, tenantHouse } from '../../../../test/fixtures/tenant-house.ts';
import { wholePolicy } from '../../../directory/conditional-access-policy.ts';
import type { Permission } from '../../../directory/permission.ts';
import type { TenantSettings, UserSettings } from '../../../directory/settings.ts';
import { gatherControls } from '../../../sign-in/gather-controls.ts';
import { controlsOf } from '../../tenant/tenant-reading.ts';

/** A change of one control, and the name under which its setting stands. */
type Change =
  | { readonly name: keyof TenantSettings; readonly tenant: Partial<TenantSettings> }
  | { readonly name: keyof UserSettings; readonly user: Partial<UserSettings> };

const blocked = { name: 'No basic', allowBasicAuthSmtp: false };
const office = {
  id: '5d6f6d5e-4f1c-4e86-9d5c-1a2b3c4d5e6f',
  name: 'Office',
  trusted: true,
  ranges: ['192.0.2.0/24'],
  createdAt: null,
  modifiedAt: null,
};
const legacy = wholePolicy({
  id: '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e',
  name: 'No legacy clients',
  state: 'enabled',
  excludedLocations: [office.id],
});

const changes: readonly Change[] = [
  { name: 'securityDefaults', tenant: { securityDefaults: true } },
  { name: 'smtpAuth', tenant: { smtpAuth: 'on' } },
  { name: 'legacyTlsClients', tenant: { legacyTlsClients: true } },
  { name: 'authenticationPolicies', tenant: { authenticationPolicies: [blocked] } },
  {
    name: 'defaultAuthenticationPolicy',
    tenant: { authenticationPolicies: [blocked], defaultAuthenticationPolicy: blocked.name },
  },
  { name: 'conditionalAccessPolicies', tenant: { namedLocations: [office], conditionalAccessPolicies: [legacy] } },
  {
    name: 'conditionalAccessPolicies',
    tenant: {
      namedLocations: [office],
      conditionalAccessPolicies: [{ ...legacy, state: 'report-only', grant: 'mfa' }],
    },
  },
  { name: 'accountEnabled', user: { accountEnabled: false } },
  { name: 'licensed', user: { licensed: false } },
  { name: 'perUserMfa', user: { perUserMfa: 'enabled' } },
  { name: 'perUserMfa', user: { perUserMfa: 'enforced' } },
  { name: 'authenticationPolicy', user: { authenticationPolicy: 'Other' } },
  { name: 'mailboxSmtpAuth', user: { mailboxSmtpAuth: 'on' } },
  { name: 'mailboxSmtpAuth', user: { mailboxSmtpAuth: 'off' } },
];

/** What no API of Microsoft's tells, and is missed. */
const untold: ReadonlySet<string> = new Set(['basicAuthentication', 'passwordExpired']);

type House = Awaited<ReturnType<typeof tenantHouse>>;

async function apply({ setTenant, setUser, users: [user] }: House, change: Change): Promise<void> {
  assert.ok(user);
  await ('tenant' in change ? setTenant(change.tenant) : setUser(user, change.user));
}

async function takeBack({ setTenant, setUser, users: [user] }: House, change: Change): Promise<void> {
  assert.ok(user);
  const gone = (settings: object) => Object.fromEntries(Object.keys(settings).map((name) => [name, undefined]));
  await ('tenant' in change ? setTenant(gone(change.tenant)) : setUser(user, gone(change.user)));
}

/** What is read from outside is what decides inside. */
async function assertReadAsInForce({ service, provider }: House, about: string): Promise<void> {
  const doctor = provider();
  const [reading, user] = await Promise.all([doctor.readTenant(), doctor.readUser('scan@x.example')]);
  const { controls, assumed } = controlsOf(reading, user);
  const inForce = gatherControls(await service.store.directory.signInFacts('scan@x.example'), 'scan@x.example');
  for (const half of ['organization', 'user'] as const) {
    const [read, real] = [controls[half], inForce[half]] as unknown as Record<string, { readonly value: unknown }>[];
    for (const [name, setting] of Object.entries(real ?? {}))
      if (!untold.has(name) && name !== 'mfaMethods')
        assert.deepEqual(read?.[name]?.value, setting.value, `${about}: ${name}`);
  }
  assert.deepEqual(controls.user.mfaMethods, inForce.user.mfaMethods);
  assert.deepEqual(new Set(assumed.map(({ name }) => name)), untold, about);
}

test('each control by itself is read as it is in force', async (t: TestContext) => {
  const house = await tenantHouse(t);
  await assertReadAsInForce(house, 'nothing is set');
  for (const change of changes) {
    await apply(house, change);
    await assertReadAsInForce(house, change.name);
    await takeBack(house, change);
  }
});

test('controls in pairs are read as they are in force', async (t: TestContext) => {
  const house = await tenantHouse(t);
  for (const [at, one] of changes.entries())
    for (const other of changes.slice(at + 1)) {
      if (one.name === other.name) continue;
      await apply(house, one);
      await apply(house, other);
      await assertReadAsInForce(house, `${one.name} and ${other.name}`);
      await takeBack(house, one);
      await takeBack(house, other);
    }
});

/** Without which permission which control is not read. */
const withoutPermission: readonly (readonly [Permission, readonly string[]])[] = [
  ['Policy.Read.All', ['securityDefaults', 'conditionalAccessPolicies', 'namedLocations']],
  ['User.Read.All', ['accountEnabled', 'licensed']],
  ['UserAuthenticationMethod.Read.All', []],
  [
    'Exchange.ManageAsApp',
    [
      'smtpAuth',
      'legacyTlsClients',
      'authenticationPolicies',
      'defaultAuthenticationPolicy',
      'authenticationPolicy',
      'mailboxSmtpAuth',
    ],
  ],
  ['AuditLog.Read.All', []],
  ['Organization.Read.All', []],
];

for (const [lacking, unread] of withoutPermission)
  test(`without ${lacking} the hole is named, and the rest is read`, async (t: TestContext) => {
    const house = await tenantHouse(t, { permissions: readPermissions.filter((each) => each !== lacking) });
    const doctor = house.provider();
    const [reading, user] = await Promise.all([doctor.readTenant(), doctor.readUser('scan@x.example')]);
    assert.ok(user);
    const { assumed } = controlsOf(reading, user);
    const holes = assumed.filter(({ name }) => !untold.has(name));
    assert.deepEqual(new Set(holes.map(({ name }) => name)), new Set(unread));
    for (const { because } of holes) {
      assert.equal(because.kind, 'permission');
      assert.ok(because.kind === 'permission' && because.permission.includes(lacking), JSON.stringify(because));
    }
    const log = await doctor.signIns({ sinceMs: 0, limit: 5 });
    assert.equal(log.known, lacking !== 'AuditLog.Read.All');
    assert.equal(reading.users.known, lacking !== 'User.Read.All');
    assert.equal(reading.tenant.domain, 'x.example');
  });

test('an application without a role is told which one Exchange wants', async (t: TestContext) => {
  const house = await tenantHouse(t, { role: null });
  const { smtpAuth } = (await house.provider().readTenant()).controls;
  assert.deepEqual(smtpAuth, {
    known: false,
    because: {
      kind: 'permission',
      permission: 'the role Global Reader, View-Only Organization Management or Exchange Administrator',
    },
  });
});

test('a user is found by an alias; of nobody there is nothing to read', async (t: TestContext) => {
  const house = await tenantHouse(t);
  const { administration, users } = house;
  const [user] = users;
  assert.ok(user);
  await administration.users.update(request, user, { aliases: ['copier@x.example'] });
  const doctor = house.provider();
  assert.equal((await doctor.readUser('copier@x.example'))?.id, user.id);
  assert.equal(await doctor.readUser('nobody@x.example'), null);
});
