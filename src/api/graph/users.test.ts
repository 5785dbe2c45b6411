/** Users through Graph: looked up, made, changed, removed; each answer as Microsoft documents it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page, user } from '../../../test/fixtures/graph-expectations.ts';
import { graphFaultOf, graphHouse, told } from '../../../test/fixtures/graph-house.ts';
import { request } from '../../../test/fixtures/house-with-application.ts';

interface Row {
  readonly id: string;
  readonly userPrincipalName: string;
}
interface Page {
  readonly value: readonly Row[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.count'?: number;
}

const namesOf = ({ value }: { readonly value: readonly Row[] }): string[] =>
  value.map(({ userPrincipalName }) => userPrincipalName.split('@')[0] ?? '');

test('users are found by what scripts filter by', async (t) => {
  const { ask, administration, users, tenant } = await graphHouse(
    t,
    ['User.Read.All'],
    ['ann', 'bob', 'scanner', 'zoe'],
  );
  const [ann, bob, scanner] = users;
  assert.ok(ann && bob && scanner);
  await administration.users.update(request, ann, { displayName: 'Ann Example', profile: { department: 'Sales' } });
  await administration.users.update(request, bob, { displayName: 'Борис' });
  await administration.users.update(request, scanner, { displayName: 'Scanner', aliases: ['scans@x.example'] });
  await administration.settings.changeOfUser(request, bob, { accountEnabled: false });
  await administration.settings.changeOfUser(request, scanner, { licensed: false });
  const rows: readonly [filter: string, names: string[]][] = [
    ["startswith(userPrincipalName,'SCAN')", ['scanner']],
    ["startsWith(displayName,'ann ex')", ['ann']],
    ["displayName eq 'Борис'", ['bob']],
    ["endswith(mail,'@x.example')", ['ann', 'bob', 'scanner', 'zoe']],
    ["contains(displayName,'EXAM')", ['ann']],
    ['accountEnabled eq false', ['bob']],
    ['accountEnabled ne false', ['ann', 'scanner', 'zoe']],
    ['accountEnabled', ['ann', 'scanner', 'zoe']],
    ["mail eq 'ANN@x.example'", ['ann']],
    ["userPrincipalName in ('ann@x.example','zoe@x.example')", ['ann', 'zoe']],
    [`id eq '${ann.id}'`, ['ann']],
    [`id ne '${ann.id}' and accountEnabled eq true`, ['scanner', 'zoe']],
    ["proxyAddresses/any(x:x eq 'smtp:scans@x.example')", ['scanner']],
    ["proxyAddresses/any(x:x eq 'SMTP:ann@x.example')", ['ann']],
    ["proxyAddresses/any(x:x eq 'ann@x.example')", []],
    ["proxyAddresses/any(x:startswith(x,'smtp:sc') or startswith(x,'smtp:z'))", ['scanner', 'zoe']],
    ['assignedLicenses/$count eq 0', ['scanner']],
    ['assignedLicenses/any(x:x/skuId eq 4b9405b0-7788-4568-add1-99614e613b69)', ['ann', 'bob', 'zoe']],
    ["assignedPlans/any(p:p/service eq 'exchange' and p/capabilityStatus eq 'Enabled')", ['ann', 'bob', 'zoe']],
    ["userType eq 'Guest'", []],
    ['onPremisesSyncEnabled ne true', ['ann', 'bob', 'scanner', 'zoe']],
    ["department eq 'sales'", ['ann']],
    ['department eq null', ['bob', 'scanner', 'zoe']],
    ["mailNickname eq 'zoe'", ['zoe']],
    ['createdDateTime ge 2020-01-01T00:00:00Z', ['ann', 'bob', 'scanner', 'zoe']],
    ['createdDateTime lt 2020-01-01', []],
    ["not(startswith(userPrincipalName,'s') or accountEnabled eq false)", ['ann', 'zoe']],
  ];
  const other = await administration.tenants.add(request, { domain: 'y.example' });
  await administration.users.add(request, { tenantId: other.id, userPrincipalName: 'ann@y.example', verifiers: null });
  for (const [filter, names] of rows) {
    const path = `/v1.0/users?$count=true&$filter=${encodeURIComponent(filter)}`;
    const { body } = await ask('GET', path, { as: page(user) });
    assert.deepEqual(namesOf(body as unknown as Page), names, filter);
    assert.equal(body['@odata.count'], names.length, filter);
  }
  const counted = await ask('GET', '/v1.0/users/$count?$filter=accountEnabled eq false', {
    headers: { consistencylevel: 'eventual' },
  });
  assert.deepEqual([counted.text, counted.headers.get('content-type')], ['1', 'text/plain']);
  assert.equal(tenant.domain, 'x.example');
});

test('users come in pages, in the order that is asked for', async (t) => {
  const { ask, service, administration, users } = await graphHouse(t, ['User.Read.All'], ['a', 'b', 'c', 'd', 'e']);
  for (const [index, each] of users.entries())
    await administration.users.update(request, each, { displayName: ['x', 'Y', 'x', 'Z', 'A'][index] ?? '' });
  const walk = async (first: string): Promise<string[]> => {
    const names: string[] = [];
    let path: string | undefined = first;
    while (path !== undefined) {
      const { body } = await ask('GET', path, { as: page(user) });
      names.push(...namesOf(body as unknown as Page));
      const next = body['@odata.nextLink'] as string | undefined;
      path = next?.slice(service.httpUrl.length);
    }
    return names;
  };
  assert.deepEqual(await walk('/v1.0/users?$top=2'), ['a', 'b', 'c', 'd', 'e']);
  assert.deepEqual(await walk('/v1.0/users?$top=2&$orderby=userPrincipalName desc'), ['e', 'd', 'c', 'b', 'a']);
  const byName = await walk('/beta/users?$top=1&$orderby=displayName&$select=userPrincipalName');
  assert.deepEqual([byName[0], byName.slice(1, 3).toSorted(), byName.slice(3)], ['e', ['a', 'c'], ['b', 'd']]);
  assert.equal(
    (await walk("/v1.0/users?$top=1&$filter=startswith(displayName,'x')&$orderby=createdDateTime")).length,
    2,
  );
});

test('a user is made, shown whole, changed and removed', async (t) => {
  const { ask, graph, service } = await graphHouse(t, ['User.ReadWrite.All'], []);
  const made = await ask('POST', '/v1.0/users', {
    body: {
      accountEnabled: false,
      displayName: 'Ann',
      mailNickname: 'annie',
      userPrincipalName: 'Ann@X.example',
      usageLocation: 'DE',
      passwordProfile: { password: 'Pa55word-of-Ann', forceChangePasswordNextSignIn: true },
    },
    as: user,
  });
  assert.equal(made.status, 201);
  const facts = await service.store.directory.signInFacts('ann@x.example');
  assert.equal(facts?.userSettings.accountEnabled.value, false);
  assert.equal(facts?.userSettings.passwordExpired.value, true);
  assert.match(facts?.verifiers?.password ?? '', /^\$argon2id\$/);
  const [entry] = await service.store.auditLog.list({ tenantId: facts?.tenant.id ?? '', limit: 1 });
  assert.equal(entry?.action, 'user.add');
  assert.ok(!JSON.stringify(entry).includes('Pa55word'));

  const ann = `/v1.0/users/${String(made.body['id'])}`;
  await ask('PATCH', ann, { body: { accountEnabled: true, jobTitle: 'Clerk', usageLocation: null } });
  await ask('PATCH', ann, {
    body: { passwordProfile: { password: 'another of hers', forceChangePasswordNextSignIn: false } },
  });
  const select = [
    'accountEnabled',
    'mailNickname',
    'jobTitle',
    'usageLocation',
    'proxyAddresses',
    'assignedPlans',
    'assignedLicenses',
    'onPremisesSyncEnabled',
    'createdDateTime',
    'userType',
    'signInSessionsValidFromDateTime',
    'passwordProfile',
    'givenName',
  ];
  const { body } = await ask('GET', `${ann}?$select=${select.join(',')}`, { as: user });
  assert.deepEqual(Object.keys(body).length, select.length + 1);
  assert.deepEqual(
    [body['accountEnabled'], body['mailNickname'], body['jobTitle'], body['usageLocation'], body['passwordProfile']],
    [true, 'annie', 'Clerk', null, null],
  );
  assert.equal((await service.store.directory.signInFacts('ann@x.example'))?.userSettings.passwordExpired.value, false);
  await graph.api('/users/ann@x.example').version('v1.0').update({ userPrincipalName: 'anna@x.example' });
  assert.equal((await ask('GET', "/v1.0/users('anna@x.example')", { as: user })).status, 200);
  await graph.api('/users/anna@x.example').version('v1.0').delete();
  const gone = await graphFaultOf(graph.api('/users/anna@x.example').version('v1.0').get());
  assert.deepEqual([gone.statusCode, gone.code], [404, 'Request_ResourceNotFound']);
});

test('a change of a user is one change: all of it, or nothing', async (t) => {
  const { ask, service, tenant, users } = await graphHouse(t, ['User.ReadWrite.All']);
  const [ann] = users;
  const path = `/v1.0/users/${ann?.id ?? ''}`;
  const { directory, auditLog } = service.store;
  const changesOf = (limit: number) => auditLog.list({ tenantId: tenant.id, target: ann?.id ?? '', limit });
  const body = {
    displayName: 'Ann',
    jobTitle: 'Clerk',
    accountEnabled: false,
    passwordProfile: { password: 'Pa55word-of-Ann', forceChangePasswordNextSignIn: true },
  };
  const before = await directory.signInFacts('a@x.example');
  const taken = await ask('PATCH', path, { body: { ...body, userPrincipalName: 'b@x.example' } });
  assert.equal(taken.status, 400, taken.text);
  assert.deepEqual(await directory.signInFacts('a@x.example'), before);
  assert.equal((await changesOf(10)).length, 1);

  assert.equal((await ask('PATCH', path, { body })).status, 204);
  const [change, ...others] = await changesOf(10);
  assert.deepEqual([change?.action, others.map(({ action }) => action)], ['user.update', ['user.add']]);
  const names = new Set(change?.changes.map(({ name }) => name));
  for (const name of ['displayName', 'profile', 'verifiers', 'accountEnabled', 'passwordExpired', 'tokensValidFrom'])
    assert.ok(names.has(name), name);
});

test("a user's sessions are taken back, by whoever may do that and no more", async (t) => {
  const { ask, service, users } = await graphHouse(t, ['User.RevokeSessions.All']);
  const begin = Date.now();
  const answer = await ask('POST', '/v1.0/users/a@x.example/revokeSignInSessions');
  assert.deepEqual([answer.status, answer.body['value']], [200, true]);
  const { tokensValidFrom } = await service.store.directory.settingsOfUser(users[0]?.id ?? '');
  assert.ok((tokensValidFrom.value ?? 0) >= begin);
  assert.equal((await ask('PATCH', '/v1.0/users/a@x.example', { body: { accountEnabled: false } })).status, 403);
  const [entry] = await service.store.auditLog.list({ tenantId: users[0]?.tenantId ?? '', limit: 1 });
  assert.equal(entry?.changes[0]?.name, 'tokensValidFrom');
});

test('what cannot be made or changed is named', async (t) => {
  const { ask } = await graphHouse(t, ['User.ReadWrite.All']);
  const good = {
    accountEnabled: true,
    displayName: 'Dan',
    mailNickname: 'dan',
    userPrincipalName: 'dan@x.example',
    passwordProfile: { password: 'a long secret' },
  };
  const { displayName: _, ...nameless } = good;
  const bad: readonly [string, string, unknown, RegExp][] = [
    ['POST', '/v1.0/users', nameless, /value is required for property 'displayName'/],
    ['POST', '/v1.0/users', { ...good, passwordProfile: {} }, /names no property/],
    ['POST', '/v1.0/users', { ...good, passwordProfile: [] }, /'passwordProfile' must be an object/],
    ['POST', '/v1.0/users', { ...good, passwordProfile: { password: 'short' } }, /at least 12 characters/],
    ['POST', '/v1.0/users', { ...good, userPrincipalName: 'dan' }, /Invalid value .* 'userPrincipalName'/],
    ['POST', '/v1.0/users', { ...good, userPrincipalName: 'dan@z.example' }, /must be in the domain/],
    ['POST', '/v1.0/users', { ...good, userPrincipalName: 'a@x.example' }, /belongs to another user/],
    ['POST', '/v1.0/users', { ...good, colour: 'red' }, /'colour' cannot be set/],
    ['POST', '/v1.0/users', { ...good, city: 'x'.repeat(257) }, /'city' has at most 256/],
    ['PATCH', '/v1.0/users/a@x.example', { accountEnabled: 'no' }, /'accountEnabled' must be true or false/],
    ['PATCH', '/v1.0/users/a@x.example', { passwordProfile: { password: '' } }, /at least 12 characters/],
    ['PATCH', '/v1.0/users/a@x.example', { displayName: null }, /'displayName' must not be null/],
    ['PATCH', '/v1.0/users/a@x.example', { proxyAddresses: [] }, /'proxyAddresses' cannot be set/],
    ['PATCH', '/v1.0/users/a@x.example', undefined, /must be an object/],
  ];
  for (const [method, path, body, says] of bad) {
    const fault = told(await ask(method, path, body === undefined ? {} : { body }));
    assert.deepEqual([fault.status, fault.code], [400, 'Request_BadRequest'], JSON.stringify(body));
    assert.match(fault.message, says);
  }
  const both = await Promise.all([1, 2, 3, 4].map(() => ask('POST', '/v1.0/users', { body: good })));
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((one, other) => one - other),
    [201, 400, 400, 400],
  );
});

test('query options that users do not have are named', async (t) => {
  const { ask } = await graphHouse(t, ['User.Read.All']);
  const bad: readonly [string, string, RegExp][] = [
    ["$filter=mobile eq 'x'", 'Request_UnsupportedQuery', /property 'mobile' of resource 'User'/],
    ["$filter=proxyAddresses/any(x:not(x eq 'y'))", 'Request_UnsupportedQuery', /'proxyAddresses'/],
    ['$filter=mail eq 1', 'Request_UnsupportedQuery', /'mail'/],
    ['$filter=mail eq', 'BadRequest', /Invalid filter clause/],
    ['$orderby=mail', 'Request_UnsupportedQuery', /Sorting not supported/],
    ['$orderby=mail upwards', 'Request_BadRequest', /'asc' or 'desc'/],
    ['$skip=1', 'Request_UnsupportedQuery', /'\$skip' is not supported/],
    ['$top=x', 'Request_BadRequest', /non-negative integer/],
    ['$skiptoken=x', 'Directory_ExpiredPageToken', /nextLink/],
    ['$count=yes', 'Request_BadRequest', /'true' and 'false'/],
  ];
  for (const [query, code, says] of bad) {
    const fault = told(await ask('GET', `/v1.0/users?${query}`));
    assert.deepEqual([fault.status, fault.code], [400, code], query);
    assert.match(fault.message, says);
  }
});

test('a person reads of themselves with User.Read; of others and more takes a role', async (t) => {
  const { ask, tokenOf, users, administration, tenant } = await graphHouse(t, []);
  const [a] = users;
  assert.ok(a);
  const token = await tokenOf(a, 'User.Read');
  const { body } = await ask('GET', '/v1.0/me?$select=id,mail', { token, as: user });
  assert.deepEqual([body['id'], body['mail']], [a.id, 'a@x.example']);
  assert.equal((await ask('GET', `/v1.0/users/${a.id}`, { token })).status, 200);
  assert.equal((await ask('GET', '/v1.0/users/b@x.example', { token })).status, 403);
  assert.equal((await ask('PATCH', '/v1.0/me', { token, body: { displayName: 'x' } })).status, 403);
  const broad = await tokenOf(a, 'User.ReadWrite.All');
  assert.match(told(await ask('GET', '/v1.0/users', { token: broad })).message, /roles is needed/);
  const target = { kind: 'user', id: a.id, name: a.userPrincipalName } as const;
  await administration.roles.assign(
    request,
    { tenantId: tenant.id, principalId: a.id, role: 'user-administrator' },
    target,
  );
  assert.equal((await ask('PATCH', '/v1.0/me', { token: broad, body: { displayName: 'x' } })).status, 204);
});

test('whoever may not read users does not learn which there are', async (t) => {
  const { ask } = await graphHouse(t, ['Policy.Read.All']);
  const [there, nowhere] = [await ask('GET', '/v1.0/users/a@x.example'), await ask('GET', '/v1.0/users/q@x.example')];
  assert.deepEqual([told(there).status, told(there).message], [403, told(nowhere).message]);
  assert.match(told(there).message, /User\.Read\.All/);
});
