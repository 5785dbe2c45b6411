/** The logs at the admin API: searched by what administrators know of a sign-in, exported whole, each tenant to itself. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { houseWithApplication, request } from '../../../test/fixtures/house-with-application.ts';
import { signInRecord } from '../../../test/fixtures/sign-in-record.ts';
import { readLocalDoor } from '../../lib/local-door.ts';

async function house(t: TestContext) {
  const it = await houseWithApplication(t, ['Postern.ManageAsApp', 'AuditLog.Read.All']);
  const door = await readLocalDoor(it.dataDirectory);
  const get = (path: string, token = door.token) =>
    fetch(`${door.url}/admin/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  const ids = async (path: string, token = door.token) => {
    const body = (await (await get(path, token)).json()) as { signIns?: { id: string }[] };
    return body.signIns?.map(({ id }) => id);
  };
  return { ...it, get, ids, log: it.service.store.signInLog };
}

test('a user is found under every name of theirs, and a login that is nobody’s by itself', async (t) => {
  const { administration, tenant, ids, log } = await house(t);
  const user = await administration.users.add(request, {
    tenantId: tenant.id,
    userPrincipalName: 'a@x.example',
    verifiers: null,
  });
  const own = { tenantId: tenant.id, userId: user.id };
  log.record(signInRecord({ id: 'alias', at: 1, login: 'alias@x.example', ...own }));
  log.record(signInRecord({ id: 'name', at: 2, login: 'a@x.example', ...own }));
  log.record(signInRecord({ id: 'nobody', at: 3, login: 'nobody@x.example', outcome: 'refused', gate: 'credentials' }));
  assert.deepEqual(await ids('/sign-ins?user=A@x.example'), ['name', 'alias']);
  assert.deepEqual(await ids('/sign-ins?user=nobody@x.example&gate=credentials'), ['nobody']);
  assert.deepEqual(await ids('/sign-ins?user=a@x.example&limit=1'), ['name']);
  assert.deepEqual(await ids('/sign-ins?user=a@x.example&limit=1&olderThan=name'), ['alias']);
  assert.deepEqual(await ids('/sign-ins?from=1970-01-01T00:00:00.003Z&errorCode=0&kind=smtp'), ['nobody']);
});

test('what can never be found is a bad request that says what is possible', async (t) => {
  const { get } = await house(t);
  for (const asked of ['gate=nonsense', 'outcome=good', 'kind=x', 'reply=x', 'errorCode=-1', 'from=yesterday', 'x=y']) {
    const response = await get(`/sign-ins?${asked}`);
    assert.deepEqual([asked, response.status], [asked, 400]);
    assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8');
  }
});

test('a reply is found by its code as by its name, and an action that there is not is a mistake', async (t) => {
  const { get, ids, log } = await house(t);
  log.record(signInRecord({ id: 'one', at: 1, outcome: 'refused', reply: 'credentialsIncorrect' }));
  log.record(signInRecord({ id: 'two', at: 2, outcome: 'refused', reply: 'blockedBySecurityDefaults' }));
  for (const [asked, expected] of [
    ['535', ['two', 'one']],
    ['5.7.139', ['two', 'one']],
    ['credentialsIncorrect', ['one']],
    ['534', null],
  ] as const) {
    const response = await get(`/sign-ins?reply=${asked}`);
    assert.equal(response.status, expected === null ? 400 : 200, asked);
    if (expected !== null) assert.deepEqual(await ids(`/sign-ins?reply=${asked}`), expected, asked);
  }
  const wrong = await get('/audit?action=settings.chnage');
  assert.equal(wrong.status, 400);
  assert.match(await wrong.text(), /did you mean settings\.change\?/);
});

test('an export holds all that the search finds, one JSON object a line', async (t) => {
  const { get, log } = await house(t);
  for (let at = 1; at <= 1203; at += 1) {
    log.record(signInRecord({ id: `id${at}`, at, outcome: at % 2 === 0 ? 'allowed' : 'refused' }));
  }
  const response = await get('/sign-ins/export?outcome=allowed');
  assert.equal(response.headers.get('content-type'), 'application/x-ndjson');
  const lines = (await response.text()).trimEnd().split('\n');
  assert.equal(lines.length, 601);
  assert.deepEqual(JSON.parse(lines[0] ?? ''), signInRecord({ id: 'id1202', at: 1202 }));
  const changes = (await (await get('/audit/export')).text()).trimEnd().split('\n');
  const actions = changes.map((line) => (JSON.parse(line) as { action: string }).action);
  assert.equal(actions.at(-1), 'tenant.add');
});

test('an export is of the own tenant, and needs the role that a list needs', async (t) => {
  const { administration, tenant, principal, tokenFor, get, log } = await house(t);
  log.record(signInRecord({ id: 'own', tenantId: tenant.id }));
  log.record(signInRecord({ id: 'foreign', tenantId: 'another' }));
  const token = await tokenFor('api://postern');
  assert.equal((await get('/sign-ins/export', token)).status, 403);
  assert.equal((await get('/audit/export', token)).status, 403);
  const assignment = { tenantId: tenant.id, principalId: principal.id, role: 'reports-reader' } as const;
  await administration.roles.assign(request, assignment, { kind: 'service-principal', id: principal.id, name: 'scan' });
  const lines = await (await get('/sign-ins/export', token)).text();
  assert.ok(lines.includes('"id":"own"') && !lines.includes('"id":"foreign"'), lines);
  assert.equal((await get('/sign-ins/export?tenant=another.example', token)).status, 404);
});
