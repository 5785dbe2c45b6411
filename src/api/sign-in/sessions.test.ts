/** Sessions of our own pages: the flags of their cookies, and how they end by themselves. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fastify from 'fastify';
import { Browser, formOf } from '../../../test/fixtures/browser.ts';
import { houseWithPeople, password } from '../../../test/fixtures/house-with-people.ts';
import { setCookie } from '../pages/cookies.ts';
import { createSessions } from './sessions.ts';

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
    setCookie(reply, 'postern-session', 'x', { isSecure: true });
    return reply.send();
  });
  const { headers } = await server.inject('/');
  assert.equal(headers['set-cookie'], '__Host-postern-session=x; Path=/; HttpOnly; SameSite=Lax; Secure');
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
  server.get('/', (asked) => ({ user: sessions.find(asked, true)?.userId ?? null }));
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
