/** Sessions of our own pages: the flags of their cookies, forms of others, and how they end. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fastify from 'fastify';
import { Browser, formOf } from '../../../test/fixtures/browser.ts';
import { houseWithPeople, password, request } from '../../../test/fixtures/house-with-people.ts';
import { hashPassword } from '../../sign-in/credentials/password-hash.ts';
import { setCookie } from '../pages/cookies.ts';
import { createSessions } from './sessions.ts';

const verifiersOf = async (typed: string) => ({ password: await hashPassword(typed), scram: null });

/** Signs in at `/my/security`, and answers the cookies that were set on the way. */
async function signIn(browser: Browser, url: string): Promise<string[]> {
  const sent = await browser.ask(`${url}/my/security`);
  const path = sent.headers.get('location') ?? '';
  const { fields } = formOf(await (await browser.ask(`${url}${path}`)).text());
  const proven = await browser.ask(`${url}${path}/password`, { ...fields, login: 'ann@x.example', password });
  const last = proven.headers.get('location') === '/my/security' ? proven : await browser.ask(`${url}${path}`);
  return [sent, proven, last].flatMap(({ headers }) => headers.getSetCookie());
}

async function houseWithAnn(t: TestContext) {
  const house = await houseWithPeople(t);
  const ann = await house.addUser('ann');
  const browser = new Browser();
  const url = house.service.httpUrl;
  const cookies = await signIn(browser, url);
  return { ...house, ann, browser, url, cookies, status: async () => (await browser.ask(`${url}/my/security`)).status };
}

test('every cookie of a sign-in is out of reach of scripts, and stays with our own pages', async (t) => {
  const { cookies, status } = await houseWithAnn(t);
  assert.equal(await status(), 200);
  assert.ok(cookies.some((cookie) => cookie.startsWith('postern-session=')));
  for (const cookie of cookies) {
    assert.match(cookie, /; HttpOnly(;|$)/);
    assert.match(cookie, /; SameSite=Lax(;|$)/);
    assert.match(cookie, /; Path=\/(;|$)/);
    assert.doesNotMatch(cookie, /Domain=/i);
  }
});

test('under TLS a cookie is Secure and bound to this host', async () => {
  const server = fastify();
  server.get('/', (_request, reply) => {
    setCookie(reply, 'postern-session', 'x', true);
    return reply.send();
  });
  const { headers } = await server.inject('/');
  assert.equal(headers['set-cookie'], '__Host-postern-session=x; Path=/; HttpOnly; SameSite=Lax; Secure');
});

test('a form without the token of our own page changes nothing', async (t) => {
  const { browser, url, administration, ann } = await houseWithAnn(t);
  for (const path of ['recovery-codes', 'remove', 'register/authenticator', 'sign-out'])
    for (const form of [{}, { csrf: 'x'.repeat(43) }])
      assert.equal((await browser.ask(`${url}/my/security/${path}`, form)).status, 400, path);
  assert.deepEqual(await administration.methods.list(request, ann), []);
  assert.equal((await browser.ask(`${url}/my/security`)).status, 200, 'and does not sign out');
});

test('a session ends when sessions are taken back, the password is set, or the account is disabled', async (t) => {
  const { browser, url, administration, ann, status } = await houseWithAnn(t);
  await administration.settings.changeOfUser(request, ann, { tokensValidFrom: Date.now() + 1 });
  assert.equal(await status(), 303);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await signIn(browser, url);
  assert.equal(await status(), 200);
  await administration.passwords.setPassword(request, ann, await verifiersOf(password));
  assert.equal(await status(), 303);
  await signIn(browser, url);
  assert.equal(await status(), 200);
  await administration.settings.changeOfUser(request, ann, { accountEnabled: false });
  assert.equal(await status(), 303);
});

test('a session ends by silence, and by its length however busy it is', async () => {
  const at = { now: 0 };
  const sessions = createSessions(
    () => at.now,
    () => false,
    { idleMinutes: 15, sessionMinutes: 60 },
  );
  const server = fastify();
  server.get('/begin', (_request, reply) => {
    sessions.start(reply, 'ann');
    return reply.send();
  });
  server.get('/', (asked) => ({ user: sessions.find(asked)?.userId ?? null }));
  const begin = async () => String((await server.inject('/begin')).headers['set-cookie']).split(';')[0] ?? '';
  const seen = async (cookie: string, minutes: number) => {
    at.now = minutes * 60_000;
    return (await server.inject({ url: '/', headers: { cookie } })).json<{ user: string | null }>().user;
  };
  const silent = await begin();
  assert.equal(await seen(silent, 14), 'ann');
  assert.equal(await seen(silent, 29), null);
  at.now = 0;
  const busy = await begin();
  for (const minutes of [14, 28, 42, 56]) assert.equal(await seen(busy, minutes), 'ann');
  assert.equal(await seen(busy, 60), null);
});
