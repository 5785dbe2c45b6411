/** What becomes of a fix where something else happens meanwhile: nothing of anybody else is lost, and nothing is half told. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { type Applied, applyPlan } from '../../src/doctor/fix/apply-plan.ts';
import { maximumFixes, openFixFile } from '../../src/doctor/fix/fix-file.ts';
import type { KeptFix } from '../../src/doctor/fix/kept-fix.ts';
import { prepareFix } from '../../src/doctor/fix/prepare-fix.ts';
import { proveFix } from '../../src/doctor/fix/prove-fix.ts';
import { signInAsDevice } from '../../src/doctor/fix/sign-in-as-device.ts';
import { undoFix } from '../../src/doctor/fix/undo-fix.ts';
import { waitForSpread } from '../../src/doctor/fix/wait-for-spread.ts';
import { posternProvider } from '../../src/doctor/providers/postern/postern-provider.ts';
import type { TenantProvider } from '../../src/doctor/providers/tenant-provider.ts';
import { atEnd } from '../fixtures/at-end.ts';
import { type DoctorHouse, devicePassword, doctorHouse } from '../fixtures/doctor-house.ts';
import { eventually } from '../fixtures/eventually.ts';
import { lyingServer, scripted } from '../fixtures/lying-server.ts';

const ill = [
  { smtpAuth: 'on', securityDefaults: true },
  { mailboxSmtpAuth: 'off', perUserMfa: 'enforced' },
] as const;

async function planned(house: DoctorHouse, asIs = true) {
  const { domain, user } = await house.patient(...ill);
  const provider = posternProvider(house.door, domain);
  const prepared = await prepareFix(provider, user, { mechanism: 'LOGIN', credential: 'password', asIs }, Date.now());
  return { domain, user, provider, prepared };
}

function apply(provider: TenantProvider, prepared: Parameters<typeof applyPlan>[1], until: number | null = null) {
  return applyPlan(provider, prepared, {
    id: 'test',
    now: 1,
    where: 'here',
    apis: null,
    until,
    keep: async () => undefined,
  });
}

function fixOf(applied: Applied): KeptFix {
  assert.ok('fix' in applied, applied.kind);
  return applied.fix;
}

test('what somebody has changed since is not put back, and they are named; the other values are, where that is asked for', async (t) => {
  const house = await doctorHouse(t);
  const { domain, user, provider, prepared } = await planned(house);
  const fix = fixOf(await apply(provider, prepared));
  await house.door.call('PATCH', `/users/${user}/settings`, { settings: { perUserMfa: 'enabled' } });
  const held = await undoFix(provider, fix, false);
  assert.equal(held.done, false);
  assert.deepEqual(
    held.values.map((each) => [each.kind, each.value.setting.name]),
    [['changed-since', 'perUserMfa']],
  );
  const [changed] = held.values;
  assert.ok(changed?.kind === 'changed-since' && changed.present.setBy !== null && changed.present.value === 'enabled');
  assert.equal(await house.send(user), null, 'nothing was put back');
  const others = await undoFix(provider, fix, true);
  assert.ok(others.done, 'what somebody has changed since is theirs, and was to be left alone');
  const { settings } = await house.door.call<{ settings: Record<string, { value: unknown }> }>('GET', `/users/${user}`);
  assert.equal(settings['perUserMfa']?.value, 'enabled');
  assert.equal(settings['mailboxSmtpAuth']?.value, 'off');
  assert.match((await house.send(user)) ?? '', /security defaults/);
  assert.ok((await provider.readTenant()).controls.securityDefaults.known, domain);
});

test('where the settings have become others since the plan, nothing is written', async (t) => {
  const house = await doctorHouse(t);
  const { user, provider, prepared } = await planned(house);
  await house.door.call('PATCH', `/users/${user}/settings`, { settings: { licensed: false } });
  const before = house.storedSettings();
  assert.deepEqual(await apply(provider, prepared), { kind: 'plan-changed' });
  assert.deepEqual(house.storedSettings(), before);
});

test('a fix that is stopped half way is kept, and goes back whole', async (t) => {
  const house = await doctorHouse(t);
  const { user, provider, prepared } = await planned(house);
  const before = house.storedSettings();
  const failing: TenantProvider = {
    ...provider,
    write: async (setting, ...rest) =>
      setting.name === 'perUserMfa'
        ? { kind: 'not-possible', because: { kind: 'permission', permission: 'a role' } }
        : provider.write(setting, ...rest),
  };
  const stopped = await apply(failing, prepared);
  assert.ok(stopped.kind === 'stopped' && typeof stopped.at === 'object' && stopped.at.name === 'perUserMfa');
  assert.notDeepEqual(house.storedSettings(), before);
  const undone = await undoFix(provider, fixOf(stopped), false);
  assert.ok(undone.done);
  assert.deepEqual(new Set(undone.values.map(({ kind }) => kind)), new Set(['restored', 'as-before']));
  assert.deepEqual(house.storedSettings(), before);
  assert.match((await house.send(user)) ?? '', /security defaults/);
});

test('a fix with an end is put back by the service itself', async (t) => {
  const house = await doctorHouse(t);
  const { user, provider, prepared } = await planned(house);
  const before = house.storedSettings();
  assert.equal((await apply(provider, prepared, Date.now() + 3000)).kind, 'applied');
  assert.equal(await house.send(user), null);
  assert.deepEqual(await eventually(house.storedSettings, (now) => isDeepStrictEqual(now, before)), before);
  assert.match((await house.send(user)) ?? '', /security defaults/);
});

test('the sign-in as the device says what the server answers, by either mechanism, and shows no password', async (t) => {
  const house = await doctorHouse(t);
  const { user } = await house.patient({ smtpAuth: 'on' }, {});
  const port = house.listeners[0]?.port ?? 0;
  const door = { host: 'localhost', port, tls: 'starttls', tlsOptions: { ca: house.ca } } as const;
  for (const mechanism of ['LOGIN', 'PLAIN'] as const) {
    const right = await signInAsDevice(door, { user, password: devicePassword, mechanism });
    assert.equal(right.kind, 'allowed', JSON.stringify(right));
    const wrong = await signInAsDevice(door, { user, password: 'wrong-password', mechanism });
    assert.ok(wrong.kind === 'refused', wrong.kind);
    assert.match(wrong.reply, /^535 5\.7\.139 .*credentials were incorrect/);
  }
  const untrusted = await signInAsDevice(
    { ...door, tlsOptions: {} },
    { user, password: devicePassword, mechanism: 'LOGIN' },
  );
  assert.ok(untrusted.kind === 'failed' && !JSON.stringify(untrusted).includes(devicePassword));
  assert.match(untrusted.reason, /Connection failed \(\w*(?:CERT|SIGN)\w*\)/);
  const nowhere = await signInAsDevice({ ...door, port: 1 }, { user, password: devicePassword, mechanism: 'LOGIN' });
  assert.deepEqual(nowhere, { kind: 'failed', reason: 'Connection failed (ECONNREFUSED)' });
});

test('of a server that does not come so far it is said why, and no password goes to it in clear', async (t) => {
  const said: string[] = [];
  const meets = async (...behaviour: Parameters<typeof scripted>) => {
    const behave = scripted(...behaviour);
    const port = await lyingServer(t, (socket) => {
      socket.on('data', (chunk: Buffer) => said.push(chunk.toString()));
      behave(socket);
    });
    const door = { host: '127.0.0.1', port, tls: 'starttls', tlsOptions: {} } as const;
    return signInAsDevice(door, { user: 'a@x.example', password: devicePassword, mechanism: 'PLAIN' });
  };
  const noTls = await meets('220 hello', [/^EHLO/, '250-hello\r\n250 AUTH PLAIN'], [/^AUTH/, '235 2.7.0 welcome']);
  assert.deepEqual(noTls, { kind: 'failed', reason: 'The server does not offer STARTTLS' });
  const busy = await meets('220 hello', [/^EHLO/, '250-hello\r\n250 STARTTLS'], [/^STARTTLS/, '454 4.7.0 not now']);
  assert.deepEqual(busy, { kind: 'refused', reply: '454 4.7.0 not now' });
  assert.deepEqual(await meets('554 5.7.1 go away'), { kind: 'refused', reply: '554 5.7.1 go away' });
  assert.match(JSON.stringify(await meets('SSH-2.0-OpenSSH')), /Not a reply of SMTP/);
  assert.doesNotMatch(said.join(''), /AUTH/);
});

test('the proof is a real sign-in; a wrong password is not tried again and again; without one the settings are read', async (t) => {
  const house = await doctorHouse(t);
  const { user, provider, prepared } = await planned(house);
  const port = house.listeners[0]?.port ?? 0;
  const door = { host: 'localhost', port, tls: 'starttls', tlsOptions: { ca: house.ca } } as const;
  const trial = { door, password: devicePassword, waitMs: 60_000 };
  const before = await proveFix(provider, prepared, { ...trial, waitMs: 0 });
  assert.ok(before.kind === 'refused' && before.cause === 'security-defaults', JSON.stringify(before));
  assert.deepEqual(await proveFix(provider, prepared, { ...trial, password: null }), {
    kind: 'still-shut',
    gate: 'security-defaults',
  });
  assert.equal((await apply(provider, prepared)).kind, 'applied');
  assert.equal((await proveFix(provider, prepared, trial)).kind, 'allowed');
  assert.deepEqual(await proveFix(provider, prepared, { ...trial, door: null }), { kind: 'by-settings' });
  const well = await prepareFix(provider, user, { mechanism: 'LOGIN', credential: 'password', asIs: true }, Date.now());
  const wrong = await proveFix(provider, well, { ...trial, password: 'wrong-password' });
  assert.ok(wrong.kind === 'refused' && wrong.cause === 'bad-credentials');
  const { signIns } = await house.door.call<{ signIns: { gate: string }[] }>('GET', '/sign-ins?gate=credentials');
  assert.equal(signIns.length, 1, 'once');
});

test('waiting ends when it holds, and when its time is over', async () => {
  const pauses = { firstPauseMs: 1, longestPauseMs: 2 };
  let looks = 0;
  const third = await waitForSpread(
    async () => (looks += 1),
    (seen) => seen === 3,
    { limitMs: 60_000, ...pauses },
  );
  assert.equal(third, 3);
  const never = await waitForSpread(
    async () => 'no',
    () => false,
    { limitMs: 20, ...pauses },
  );
  assert.equal(never, 'no');
});

async function directory(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'postern-fixes-'));
  atEnd(t, () => rm(path, { recursive: true, force: true }));
  return path;
}

test('fixes are kept for their owner alone, a bounded number, those that still stand before the others', async (t) => {
  const path = join(await directory(t), 'new', 'fixes.json');
  const file = openFixFile(path);
  assert.deepEqual(await file.list(), []);
  const fix = (at: number, undoneAt: number | null): KeptFix => ({
    id: `fix-${at}`,
    at,
    provider: 'postern',
    where: 'here',
    apis: null,
    tenant: { id: 't', domain: 't.example' },
    user: { id: 'u', name: 'u@t.example' },
    values: [{ setting: { scope: 'user', name: 'mailboxSmtpAuth', user: 'u' }, before: null, after: 'on' }],
    appPassword: null,
    until: null,
    undoneAt,
  });
  await file.keep(fix(1, null));
  for (let at = 2; at <= maximumFixes + 3; at += 1) await file.keep(fix(at, at % 2 === 0 ? at : null));
  const kept = await file.list();
  assert.equal(kept.length, maximumFixes);
  assert.equal(kept.at(-1)?.id, 'fix-1', 'one that stands is not dropped for one that was taken back');
  assert.equal(kept.at(-1)?.values[0]?.before, null);
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  await writeFile(path, '{"fixes":[{}]}');
  await assert.rejects(file.list(), /not as it must be; move it away/);
});
