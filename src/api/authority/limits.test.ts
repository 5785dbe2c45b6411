/** What strangers may make the authority keep, and how often they may ask: per address, per tenant and in all. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { authorityHouse } from '../../../test/fixtures/authority-house.ts';
import { Browser } from '../../../test/fixtures/browser.ts';
import { houseWithPeople, request } from '../../../test/fixtures/house-with-people.ts';
import { authorizeUrl, discover, faultOf, post, redirectUri } from '../../../test/fixtures/oauth-client.ts';
import type { AuthorityLimits } from './authority-guards.ts';

const scope = 'openid https://outlook.office.com/SMTP.Send';
const throttled = 'temporarily_unavailable 90055';

async function houseWith(t: TestContext, limits: Partial<AuthorityLimits>) {
  const house = await authorityHouse(t, { limits });
  const { addClient, base, tenant } = house;
  const client = { publicClient: true, delegatedPermissions: ['SMTP.Send'] } as const;
  const { appId } = await addClient(client);
  const server = await discover(base, tenant.id);
  const devicecode = `${base}/${tenant.id}/oauth2/v2.0/devicecode`;
  return {
    ...house,
    client,
    appId,
    begin: () => post(devicecode, { client_id: appId, scope }),
    beginRaw: () => fetch(devicecode, { method: 'POST', body: new URLSearchParams({ client_id: appId, scope }) }),
    /** Where a new browser is sent that asks to sign in. */
    async authorize(more: Readonly<Record<string, string>> = {}): Promise<Response> {
      const { url } = await authorizeUrl(server.authorization_endpoint ?? '', { client_id: appId, scope, ...more });
      return new Browser().ask(url);
    },
    unfinished: () => house.store.records.unfinished(),
  };
}

test('an address that asks too often is told when to come back: JSON for clients, a page for people', async (t) => {
  const { base, tenant, reached, at } = await houseWith(t, { requests: 3, seconds: 60 });
  const token = `${base}/${tenant.id}/oauth2/v2.0/token`;
  // The discovery of the house was the first one.
  await post(token, {});
  await post(token, {});
  const refused = await fetch(token, { method: 'POST', body: new URLSearchParams({}) });
  assert.equal(refused.status, 429);
  assert.match(refused.headers.get('retry-after') ?? '', /^(?:1\d|20)$/);
  assert.equal(refused.headers.get('cache-control'), 'no-store');
  const body = (await refused.json()) as Record<string, unknown>;
  assert.deepEqual([body['error'], body['error_codes']], ['temporarily_unavailable', [90055]]);
  assert.match(String(body['error_description']), /^AADSTS90055: .+ Correlation ID: [\da-f-]{36} Timestamp: /);
  const page = await new Browser().ask(`${base}/${tenant.id}/oauth2/v2.0/authorize`);
  assert.deepEqual([page.status, page.headers.get('retry-after') !== null], [429, true]);
  assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
  assert.match(await page.text(), /AADSTS90055/);
  assert.deepEqual(new Set(reached), new Set(['requests']));
  at.ahead += 60_000;
  assert.equal(faultOf(await post(token, {})), 'invalid_request 900144');
});

test('what one address may begin is less than what it may ask', async (t) => {
  const { begin, beginRaw, authorize, base, tenant, reached, unfinished } = await houseWith(t, { begins: 3 });
  assert.equal((await begin()).status, 200);
  assert.equal((await authorize()).status, 303);
  assert.equal((await authorize()).status, 303);
  const device = await beginRaw();
  assert.equal(device.status, 429);
  assert.match(device.headers.get('retry-after') ?? '', /^(?:1\d|20)$/);
  assert.equal(((await device.json()) as { error: string }).error, 'temporarily_unavailable');
  const browser = await authorize();
  assert.deepEqual([browser.status, /AADSTS90055/.test(await browser.text())], [429, true]);
  assert.equal((await new Browser().ask(`${base}/${tenant.id}/oauth2/v2.0/deviceauth`)).status, 429);
  assert.equal(faultOf(await post(`${base}/${tenant.id}/oauth2/v2.0/token`, {})), 'invalid_request 900144');
  assert.deepEqual(new Set(reached), new Set(['begins']));
  assert.equal(await unfinished(), 3);
});

test('what is begun and not finished is bounded in each tenant: others go on, and what is over makes room', async (t) => {
  const house = await houseWith(t, { unfinishedPerTenant: 3 });
  const { begin, beginRaw, authorize, administration, addClient, base, tenant, reached, at, unfinished, client } =
    house;
  await begin();
  await authorize();
  await new Browser().ask(`${base}/${tenant.id}/oauth2/v2.0/deviceauth`);
  assert.equal(await unfinished(), 3);
  const refused = await beginRaw();
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '60']);
  assert.equal(faultOf({ status: 503, body: (await refused.json()) as Record<string, string> }), throttled);
  // RFC 6749 §4.1.2.1: what a redirect cannot say as 503, the client reads in it.
  const back = new URL((await authorize({ state: 's' })).headers.get('location') ?? '');
  assert.equal(back.origin + back.pathname, redirectUri);
  assert.deepEqual([back.searchParams.get('error'), back.searchParams.get('state')], ['temporarily_unavailable', 's']);
  assert.match(back.searchParams.get('error_description') ?? '', /^AADSTS90055: /);
  const page = await new Browser().ask(`${base}/${tenant.id}/oauth2/v2.0/deviceauth`);
  assert.deepEqual([page.status, page.headers.get('retry-after')], [503, '60']);
  assert.match(await page.text(), /AADSTS90055/);
  assert.deepEqual(new Set(reached), new Set(['unfinished']));

  const other = await administration.tenants.add(request, { domain: 'y.example' });
  const theirs = await addClient(client, other.id);
  const elsewhere = `${base}/${other.id}/oauth2/v2.0/devicecode`;
  assert.equal((await post(elsewhere, { client_id: theirs.appId, scope })).status, 200);
  assert.equal(await unfinished(), 4);
  // An hour, and one more in which whoever comes late hears that it is over.
  at.ahead += 3 * 3_600_000;
  assert.equal((await begin()).status, 200);
  assert.equal(await unfinished(), 1);
});

test('what is begun and not finished is bounded in all', async (t) => {
  const { begin, administration, addClient, base, client } = await houseWith(t, { unfinished: 2 });
  await begin();
  const other = await administration.tenants.add(request, { domain: 'y.example' });
  const { appId } = await addClient(client, other.id);
  const elsewhere = `${base}/${other.id}/oauth2/v2.0/devicecode`;
  assert.equal((await post(elsewhere, { client_id: appId, scope })).status, 200);
  assert.equal(faultOf(await post(elsewhere, { client_id: appId, scope })), throttled);
  assert.equal(faultOf(await begin()), throttled);
});

test('many at once cannot go beyond the bound', async (t) => {
  const { begin, unfinished } = await houseWith(t, { unfinishedPerTenant: 5 });
  const answers = await Promise.all(Array.from({ length: 20 }, begin));
  assert.equal(answers.filter(({ status }) => status === 200).length, 5);
  assert.equal(await unfinished(), 5);
});

test('whoever signs in is counted no more, and can finish where the bound is reached', async (t) => {
  const { addUser, authorize, begin, walk, appId, base, tenant, unfinished } = await houseWith(t, {
    unfinishedPerTenant: 1,
  });
  const user = await addUser('ann@x.example');
  const server = await discover(base, tenant.id);
  const { url } = await authorizeUrl(server.authorization_endpoint ?? '', { client_id: appId, scope });
  const browser = new Browser();
  const first = await browser.ask(url);
  assert.equal(await unfinished(), 1);
  assert.equal(faultOf(await begin()), throttled);
  const end = await walk(browser, new URL(first.headers.get('location') ?? '', base).href, { user });
  assert.ok(new URL(end.url).searchParams.has('code'), end.url);
  assert.equal(await unfinished(), 0);
  assert.equal((await authorize()).status, 303);
});

test('an address that begins too many sign-ins to our own pages reads so, and when to come back', async (t) => {
  const { url } = await houseWithPeople(t, 'Contoso', {}, { authority: { limits: { begins: 2 } } });
  const begin = () => fetch(`${url}/my/security`, { redirect: 'manual' });
  assert.deepEqual([(await begin()).status, (await begin()).status], [303, 303]);
  const refused = await begin();
  assert.equal(refused.status, 429);
  assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
  assert.match(await refused.text(), /Too many requests/);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  assert.match(metrics, /^postern_limit_refusals_total\{limit="authority\.limits\.begins"\} 1$/m);
});

test('behind a proxy that is trusted each client has its own allowance; another address cannot claim one', async (t) => {
  const limits = { authority: { limits: { begins: 1 } } };
  const from = (url: string, address: string) =>
    fetch(`${url}/my/security`, { redirect: 'manual', headers: { 'x-forwarded-for': address } });
  const trusted = await houseWithPeople(t, 'Contoso', { trustedProxies: ['127.0.0.0/8', '::1'] }, limits);
  assert.equal((await from(trusted.url, '192.0.2.1')).status, 303);
  assert.equal((await from(trusted.url, '192.0.2.1')).status, 429);
  assert.equal((await from(trusted.url, '192.0.2.2')).status, 303);
  // A site has at least a /64 of IPv6 addresses.
  assert.equal((await from(trusted.url, '2001:db8::1')).status, 303);
  assert.equal((await from(trusted.url, '2001:db8::2')).status, 429);
  const other = await houseWithPeople(t, 'Contoso', {}, limits);
  assert.equal((await from(other.url, '192.0.2.1')).status, 303);
  assert.equal((await from(other.url, '192.0.2.2')).status, 429);
});
