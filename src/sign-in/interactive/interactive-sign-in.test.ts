/** Sign-ins of a person over a real store: what lets them in, what ends it, and what the log says. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import type { NewAuditEntry } from '../../directory/audit-log.ts';
import type { SettingChange } from '../../directory/directory-store.ts';
import { newGuid } from '../../lib/id.ts';
import { openStore } from '../../store/open-store.ts';
import { createPasswordChecker } from '../credentials/check-password.ts';
import { createHashLimiter } from '../credentials/hash-limiter.ts';
import { hashPassword } from '../credentials/password-hash.ts';
import { createProvenCredentials } from '../credentials/proven-credentials.ts';
import { createThrottle, defaultThrottleLimits } from '../throttle.ts';
import { createEnrolment } from './enrolment.ts';
import { InteractiveSignIn } from './interactive-sign-in.ts';
import { createMethodSecrets } from './method-secrets.ts';

const ann = {
  id: 'ann',
  tenantId: 'x',
  userPrincipalName: 'ann@x.example',
  displayName: 'Ann',
  aliases: [],
  createdAt: 0,
};
const context = {
  id: 'sign-in 1',
  tenantId: 'x',
  application: { appId: 'app', displayName: 'Portal' },
  address: '192.0.2.1',
  tls: 'TLSv1.3',
} as const;

function entry(): NewAuditEntry {
  const target = { kind: 'user', id: 'ann', name: '' } as const;
  const actor = { kind: 'system', id: 'test', name: 'test' } as const;
  const rest = { role: null, door: 'service', address: '', correlationId: '', until: null } as const;
  return { id: newGuid(), at: 0, tenantId: 'x', actor, action: 'settings.change', target, ...rest };
}

async function house(t: TestContext, settings: Partial<Record<SettingChange['name'], unknown>> = {}) {
  const path = await mkdtemp(join(tmpdir(), 'postern-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  const store = await openStore(path);
  t.after(() => store.close());
  const { directory, methods, roles, signInLog: log } = store;
  for (const id of ['x', 'y'])
    await directory.addTenant({ id, domain: `${id}.example`, displayName: id, createdAt: 0 }, entry());
  await directory.addUser(ann, { password: await hashPassword('right'), scram: null }, entry());
  const changes = Object.entries(settings).map(([name, value]): SettingChange => {
    const ofUser = name === 'perUserMfa' || name === 'accountEnabled';
    return {
      scope: ofUser ? 'user' : 'tenant',
      scopeId: ofUser ? 'ann' : 'x',
      name: name as SettingChange['name'],
      value,
    };
  });
  await directory.changeSettings(changes, entry());
  const time = { now: 1_700_000_000_000 };
  const clock = () => time.now;
  const throttle = createThrottle(defaultThrottleLimits, clock);
  const passwords = createPasswordChecker(createHashLimiter(), createProvenCredentials(clock));
  const secrets = createMethodSecrets(randomBytes(32));
  const enrolment = createEnrolment({ methods, secrets, clock });
  const faults: unknown[] = [];
  const signIn = new InteractiveSignIn({
    directory,
    methods,
    roles,
    log,
    throttle,
    passwords,
    secrets,
    clock,
    newGuid,
    newId: newGuid,
    fault: (error) => faults.push(error),
  });
  t.after(() => assert.deepEqual(faults, []));
  const enrol = async () => {
    const { secret } = enrolment.authenticator('e', ann, 'X');
    const made = enrolment.confirmAuthenticator('e', ann, codeOf(secret, time.now));
    const recovery = enrolment.recoveryCodes(ann);
    for (const method of [made, recovery.method]) {
      assert.ok(method);
      await methods.addMethod({ id: newGuid(), userId: 'ann', name: 'n', createdAt: 0, ...method }, entry());
    }
    time.now += 60_000;
    return { secret, codes: recovery.codes };
  };
  const errors = async () => {
    const records = await log.list({ tenantId: null, limit: 50 });
    return records.map(({ errorCode }) => errorCode).toReversed();
  };
  return { signIn, enrol, time, errors, log, roles };
}

function codeOf(secret: string, at: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
}

test('a password is enough where nothing demands more, and the record says what was used', async (t) => {
  const { signIn, errors, log } = await house(t);
  assert.equal(await signIn.person(context), null);
  assert.deepEqual(await signIn.password(context, 'ann@x.example', 'wrong'), { kind: 'refused', errorCode: 50126 });
  assert.deepEqual(await signIn.password(context, 'Ann@X.example', 'right'), {
    kind: 'done',
    authentication: 'single-factor',
  });
  const signedIn = await signIn.finish(context);
  assert.deepEqual([signedIn?.userId, signedIn?.amr], ['ann', ['pwd']]);
  assert.equal(await signIn.finish(context), null, 'it is over');
  assert.deepEqual(await errors(), [50126, 0]);
  const [record] = await log.list({ tenantId: 'x', limit: 1 });
  assert.deepEqual(
    [record?.kind, record?.outcome, record?.credential, record?.authentication, record?.application?.displayName],
    ['interactive', 'allowed', 'password', 'single-factor', 'Portal'],
  );
});

test('a code is asked where MFA is enforced, and is good once', async (t) => {
  const { signIn, enrol, time, errors } = await house(t, { perUserMfa: 'enforced' });
  const { secret } = await enrol();
  const password = () => signIn.password(context, 'ann@x.example', 'right');
  assert.equal((await password()).kind, 'second-factor');
  assert.equal(await signIn.finish(context), null, 'a password alone is not enough');
  const code = codeOf(secret, time.now);
  assert.deepEqual(await signIn.code(context, ` ${code.slice(0, 3)} ${code.slice(3)}`), {
    kind: 'done',
    authentication: 'multi-factor',
  });
  assert.deepEqual((await signIn.finish(context))?.amr, ['pwd', 'otp', 'mfa']);
  await password();
  assert.deepEqual(await signIn.code(context, code), { kind: 'refused', errorCode: 500_121 });
  assert.deepEqual(await errors(), [50076, 0, 50076, 500_121]);
});

test('a recovery code stands in for the app, once', async (t) => {
  const { signIn, enrol } = await house(t, { perUserMfa: 'enforced' });
  const [code = ''] = (await enrol()).codes;
  await signIn.password(context, 'ann@x.example', 'right');
  assert.equal((await signIn.code(context, code)).kind, 'done');
  await signIn.finish(context);
  await signIn.password(context, 'ann@x.example', 'right');
  assert.equal((await signIn.code(context, code)).kind, 'refused');
});

test('five wrong codes end a sign-in, also when they come at once; ten lock for a while', async (t) => {
  const { signIn, enrol, time } = await house(t, { perUserMfa: 'enforced' });
  const { secret } = await enrol();
  for (const round of [1, 2]) {
    await signIn.password(context, 'ann@x.example', 'right');
    const steps = await Promise.all(Array.from({ length: 8 }, (_, index) => signIn.code(context, `00000${index}`)));
    const kinds = steps.map(({ kind }) => kind);
    assert.equal(kinds.filter((kind) => kind === 'refused' || kind === 'ended').length, 5, `round ${round}`);
    assert.equal(await signIn.person(context), null);
  }
  await signIn.password(context, 'ann@x.example', 'right');
  assert.deepEqual(await signIn.code(context, codeOf(secret, time.now)), { kind: 'refused', errorCode: 50053 });
  time.now += 20 * 60_000;
  assert.equal((await signIn.code(context, codeOf(secret, time.now))).kind, 'done');
});

test('guesses of a password lock the account for who guesses', async (t) => {
  const { signIn } = await house(t);
  for (let index = 0; index < 10; index += 1) await signIn.password(context, 'ann@x.example', `guess ${index}`);
  assert.deepEqual(await signIn.password(context, 'ann@x.example', 'right'), { kind: 'refused', errorCode: 50053 });
});

test('a user of another tenant, and one that nobody has, are the same to a tenant', async (t) => {
  const { signIn, errors } = await house(t);
  const elsewhere = { ...context, tenantId: 'y' };
  assert.deepEqual(await signIn.password(elsewhere, 'ann@x.example', 'right'), { kind: 'refused', errorCode: 50034 });
  assert.deepEqual(await signIn.password(elsewhere, 'bob@y.example', 'right'), { kind: 'refused', errorCode: 50034 });
  assert.equal(await signIn.person(elsewhere), null);
  assert.equal((await signIn.password({ ...context, tenantId: null }, 'ann@x.example', 'right')).kind, 'done');
  assert.deepEqual(await errors(), [50034, 50034]);
});

test('what is changed half way holds at the next step', async (t) => {
  const { signIn, roles } = await house(t);
  await signIn.password(context, 'ann@x.example', 'right');
  await roles.assignRole({ tenantId: 'x', principalId: 'ann', role: 'global-administrator' }, entry());
  assert.equal((await signIn.person(context))?.step.kind, 'register');
  assert.equal(await signIn.finish(context), null);
});

test('a sign-in that nobody goes on with is forgotten', async (t) => {
  const { signIn, time } = await house(t);
  await signIn.password(context, 'ann@x.example', 'right');
  time.now += 31 * 60_000;
  assert.equal(await signIn.person(context), null);
});
