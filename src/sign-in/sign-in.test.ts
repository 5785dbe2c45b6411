/** A sign-in is always recorded, and lets in only who is right. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SignInFacts } from '../directory/directory-store.ts';
import { settingsInForce, tenantSettings, userSettings } from '../directory/settings.ts';
import type { ClientFacts } from '../smtp/server/session-host.ts';
import { createPasswordChecker } from './credentials/check-password.ts';
import { createHashLimiter } from './credentials/hash-limiter.ts';
import { hashPassword } from './credentials/password-hash.ts';
import { createProvenCredentials } from './credentials/proven-credentials.ts';
import { createSignIn } from './sign-in.ts';
import type { SignInRecord } from './sign-in-log.ts';
import { createThrottle, defaultThrottleLimits } from './throttle.ts';

const client: ClientFacts = {
  sessionId: '0123456789ABCDEF',
  address: '192.0.2.10',
  listener: 'submission',
  endpoint: 'submission',
  clearTextAllowed: false,
  helo: 'scanner',
  tls: 'TLSv1.3',
  cipher: '',
};
const login = 'scanner@fabrikam.example';
const on = { name: 'smtpAuth', value: '"on"', setBy: 'admin', setAt: 1 };

async function factsWith(password: string): Promise<SignInFacts> {
  return {
    tenant: { id: 't', domain: 'fabrikam.example', displayName: '', createdAt: 0 },
    tenantSettings: settingsInForce(tenantSettings, [on]),
    user: { id: 'u', tenantId: 't', userPrincipalName: login, displayName: '', aliases: [], createdAt: 0 },
    userSettings: settingsInForce(userSettings, []),
    verifiers: { password: await hashPassword(password), scram: null },
    appPasswords: [],
    methods: [],
    sendAs: [],
  };
}

function prepare(signInFacts: () => Promise<SignInFacts | null>) {
  const records: SignInRecord[] = [];
  const clock = () => 0;
  const signIn = createSignIn({
    directory: { signInFacts, appPasswordUsed: () => undefined },
    log: { record: (record) => void records.push(record) },
    throttle: createThrottle(defaultThrottleLimits, clock),
    passwords: createPasswordChecker(createHashLimiter(), createProvenCredentials(clock)),
    clock,
    newId: () => 'id',
  });
  const tryPassword = (password: string) =>
    signIn({ credentials: { kind: 'password', mechanism: 'PLAIN', login, password }, client });
  return { records, signIn, tryPassword };
}

test('the right password is allowed and the old one is not after a change', async () => {
  let facts = await factsWith('old');
  const { records, tryPassword } = prepare(async () => facts);
  assert.equal((await tryPassword('old')).allowed, true);
  facts = await factsWith('new');
  assert.deepEqual(await tryPassword('old'), { allowed: false, reply: 'credentialsIncorrect' });
  assert.equal((await tryPassword('new')).allowed, true);
  assert.deepEqual(
    records.map(({ outcome }) => outcome),
    ['allowed', 'refused', 'allowed'],
  );
});

test('a sign-in is recorded and refused for now when the directory throws', async () => {
  const { records, tryPassword } = prepare(() => Promise.reject(new Error('gone')));
  assert.deepEqual(await tryPassword('any'), { allowed: false, reply: 'temporaryAuthenticationFailure' });
  assert.equal(records[0]?.outcome, 'error');
});

test('guesses from the address of the device lock the guesser and not the device', async () => {
  const facts = await factsWith('right');
  const { tryPassword } = prepare(async () => facts);
  await tryPassword('right');
  for (let i = 0; i < 10; i++) await tryPassword(`guess ${i}`);
  assert.deepEqual(await tryPassword('one more'), { allowed: false, reply: 'accountLocked' });
  assert.equal((await tryPassword('right')).allowed, true);
});

test('a token is refused where nobody is trusted, and an unknown account like a wrong password', async () => {
  const { signIn, tryPassword } = prepare(async () => null);
  assert.deepEqual(await tryPassword('any'), { allowed: false, reply: 'credentialsIncorrect' });
  const credentials = { kind: 'token', mechanism: 'XOAUTH2', login, token: 'a.b.c' } as const;
  assert.deepEqual(await signIn({ credentials, client }), { allowed: false, reply: 'authenticationUnsuccessful' });
});
