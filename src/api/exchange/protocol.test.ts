/** How the Exchange admin API is spoken: pages, selections, batches, common parameters, faults, and who may. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exchangeHouse } from '../../../test/fixtures/exchange-house.ts';
import { request } from '../../../test/fixtures/house-with-application.ts';
import { cmdlets } from './cmdlets.ts';

const change = { Identity: 'a@x.example', SmtpClientAuthenticationDisabled: false };

test('a list comes in pages, each by posting the same body to the next link, and a selection holds for all of them', async (t) => {
  const { value, tenant, invoke, post, inputOf } = await exchangeHouse(t);
  const rows = await value('Get-Mailbox', {}, 1, 'Guid,DisplayName');
  assert.equal(rows.pages, 3);
  assert.deepEqual(
    rows.map((row) => row['DisplayName']),
    ['a', 'b', 'c'],
  );
  for (const row of rows) assert.deepEqual(Object.keys(row).toSorted(), ['DisplayName', 'Guid']);
  const { body } = await invoke('Get-Mailbox', {}, { prefer: 'odata.maxpagesize = 3;odata.continue-on-error' });
  assert.equal(body['@odata.nextLink'], undefined);
  assert.match(body['@odata.context'] ?? '', new RegExp(`/adminapi/beta/${tenant.id}/\\$metadata#`));
  assert.deepEqual(body['@adminapi.warnings'], []);
  const call = inputOf('Get-Mailbox', {});
  for (const query of ['$select=Guid&$select=Name', '$skiptoken=nonsense', '$skiptoken=WzEsMl0'])
    assert.equal((await post(`${tenant.id}/InvokeCommand?${query}`, call)).status, 400, query);
});

test('ResultSize bounds all pages together, and says where there would be more', async (t) => {
  const { value, fault } = await exchangeHouse(t);
  const two = await value('Get-Mailbox', { ResultSize: 2 }, 1);
  assert.deepEqual([two.length, two.pages], [2, 2]);
  assert.match(two.warnings.join(), /^There are more results available/);
  for (const ResultSize of [3, '3', 'Unlimited', 'unlimited', 1000]) {
    const all = await value('Get-Mailbox', { ResultSize }, 2);
    assert.deepEqual([all.length, [...all.warnings]], [3, []]);
  }
  for (const ResultSize of [0, -1, 'many', null, 1.5])
    assert.match(await fault('Get-Mailbox', { ResultSize }), /^400 .*'ResultSize' takes/);
  assert.match(
    await fault('Set-CASMailbox', { ...change, ResultSize: 1 }),
    /^400 .*matches parameter name 'ResultSize'/,
  );
});

test('what is only to be tried meets the same rules and changes nothing; common parameters are no hindrance', async (t) => {
  const { invoke, value, fault, service, tenant } = await exchangeHouse(t);
  const entries = async () => (await service.store.auditLog.list({ tenantId: tenant.id, limit: 1000 })).length;
  const before = await entries();
  const tried = await invoke('Set-CASMailbox', { ...change, WhatIf: true });
  assert.equal(tried.status, 200);
  assert.match(tried.body['@adminapi.warnings']?.join() ?? '', /^What if: Set-CASMailbox .*Nothing was changed/);
  await value('New-AuthenticationPolicy', { Name: 'Block', WhatIf: true });
  const ids = { AppId: '71487acd-ec93-476d-bd0e-6c8b31831053', ObjectId: '6233fba6-0198-4277-892f-9275bf728bcc' };
  await value('New-ServicePrincipal', { ...ids, WhatIf: true });
  assert.match(await fault('Set-CASMailbox', { ...change, Identity: 'nobody@x.example', WhatIf: true }), /^404/);
  assert.match(await fault('Set-User', { Identity: 'a@x.example', AuthenticationPolicy: 'X', WhatIf: true }), /^404/);
  assert.equal(await entries(), before);
  const common = {
    whatif: false,
    Confirm: false,
    ErrorAction: 'Stop',
    WarningAction: 'SilentlyContinue',
    Verbose: true,
  };
  await value('Set-CASMailbox', { ...change, ...common });
  assert.equal(await entries(), before + 1);
  assert.match(await fault('Set-CASMailbox', { ...change, WhatIf: 'yes' }), /^400 .*'WhatIf' takes true or false/);
  assert.match(await fault('Get-CASMailbox', { WhatIf: true }), /^400 .*matches parameter name 'WhatIf'/);
});

test('each call of a batch has its own address, headers, selection and answer', async (t) => {
  const { post, tenant, service, inputOf } = await exchangeHouse(t);
  const call = (id: string, name: string, parameters: object, more: object = {}) => ({
    id,
    method: 'POST',
    url: `/adminapi/beta/${tenant.id}/InvokeCommand`,
    headers: { 'X-CmdletName': name, Prefer: 'odata.maxpagesize = 1000;odata.continue-on-error' },
    body: inputOf(name, parameters),
    ...more,
  });
  const whole = `${service.httpUrl}/adminapi/beta/${tenant.domain}/InvokeCommand?$select=Guid`;
  const requests = [
    call('1', 'Set-CASMailbox', change),
    call('2', 'Get-CASMailbox', { Identity: 'nobody@x.example' }),
    call('3', 'Get-CASMailbox', { Identity: 'a@x.example' }, { url: whole }),
    call('4', 'Get-Mailbox', {}, { url: `${whole},Name`, headers: { prefer: 'odata.maxpagesize=1' } }),
    call('5', 'Get-Mailbox', {}, { method: 'GET' }),
    call('6', 'Get-Mailbox', {}, { url: `/adminapi/beta/${tenant.id}/Mailbox` }),
    call('7', 'Get-Mailbox', {}, { url: '/adminapi/beta/y.example/InvokeCommand' }),
    call('8', 'Get-TransportConfig', {}, { body: { CmdletInput: { Parameters: {} } } }),
    call('9', 'Get-Mailbox', {}, { url: `${whole}&$select=Name` }),
    call('10', 'Get-Mailbox', {}, { url: 5 }),
  ];
  const { body } = await post(`${tenant.id}/$batch`, { requests }, { prefer: 'odata.continue-on-error' });
  const answers = body.responses ?? [];
  assert.deepEqual(
    answers.map(({ id, status }) => `${id} ${status}`),
    ['1 200', '2 404', '3 200', '4 200', '5 400', '6 404', '7 404', '8 200', '9 400', '10 400'],
  );
  assert.deepEqual(Object.keys(answers[2]?.body.value?.[0] ?? {}), ['Guid']);
  const next = answers[3]?.body['@odata.nextLink'] ?? '';
  assert.match(next, /\$select=Guid,Name&\$skiptoken=/);
  const page = await post(next, inputOf('Get-Mailbox', {}), { prefer: 'odata.maxpagesize=1' });
  assert.deepEqual(
    page.body.value?.map((row) => row['Name']),
    ['b'],
  );
  assert.equal(answers[7]?.body.value?.[0]?.['Identity'], 'Transport Settings');
});

test('a call of a batch whose address is not well encoded is refused in words', async (t) => {
  const { post, tenant, inputOf } = await exchangeHouse(t);
  const url = '/adminapi/beta/%zz/InvokeCommand';
  const requests = [{ id: '1', method: 'POST', url, body: inputOf('Get-Mailbox', {}) }];
  const { body } = await post(`${tenant.id}/$batch`, { requests });
  const [answer] = body.responses ?? [];
  assert.equal(answer?.status, 400);
  assert.match(answer.body.error?.details[0]?.message ?? '', /not well encoded/);
});

test('a batch stops at the first call that comes to nothing, unless it is asked to go on', async (t) => {
  const { post, tenant, value, inputOf } = await exchangeHouse(t);
  const url = `/adminapi/beta/${tenant.id}/InvokeCommand`;
  const requests = [
    { id: 'a', method: 'POST', url, body: inputOf('Get-Nothing', {}) },
    { id: 'b', method: 'POST', url, body: inputOf('Set-CASMailbox', change) },
  ];
  const statuses = async (prefer: string) =>
    (await post(`${tenant.id}/$batch`, { requests }, { prefer })).body.responses?.map(({ status }) => status);
  assert.deepEqual(await statuses('odata.maxpagesize=5'), [400, 424]);
  assert.equal(
    (await value('Get-CASMailbox', { Identity: 'a@x.example' }))[0]?.['SmtpClientAuthenticationDisabled'],
    null,
  );
  assert.deepEqual(await statuses('odata.continue-on-error=false'), [400, 424]);
  assert.deepEqual(await statuses('odata.maxpagesize=5;odata.continue-on-error'), [400, 200]);
  const [first] = requests;
  const many = Array.from({ length: 11 }, (_, id) => ({ ...first, id: String(id) }));
  for (const bad of [{ requests: many }, { requests: [first, first] }, { requests: [{ ...first, id: 1 }] }, {}, []])
    assert.equal((await post(`${tenant.id}/$batch`, bad)).status, 400);
});

test('a call that cannot be carried out says what is wrong with it, in the words that scripts look for', async (t) => {
  const { fault, post, tenant } = await exchangeHouse(t);
  const cases: readonly [string, object, RegExp][] = [
    [
      'Get-Nothing',
      {},
      /^400 \|System\.Management\.Automation\.CommandNotFoundException\|.*'Get-Nothing' is not recog/,
    ],
    ['Remove-CASMailbox', {}, /^400 .*There are: Get-CASMailbox, Set-CASMailbox/],
    [
      'Set-CASMailbox',
      { Identity: 'a@x.example', Colour: 'red' },
      /^400 \|System\.Management\.Automation\.ParameterBindingException\|.*parameter name 'Colour'.*takes: Identity/,
    ],
    ['Set-CASMailbox', { ...change, identity: 'b@x.example' }, /^400 .*'Identity' is given more than once/],
    ['Set-CASMailbox', { ...change, SmtpClientAuthenticationDisabled: 'yes' }, /^400 .*takes true, false or null/],
    ['Set-CASMailbox', {}, /^400 .*needs the parameter 'Identity'/],
    ['Set-CASMailbox', { Identity: '' }, /^400 .*needs the parameter 'Identity'/],
    ['Get-CASMailbox', { Identity: 'x'.repeat(2000) }, /^400 .*at most 1024 characters/],
    [
      'Get-CASMailbox',
      { Identity: 'nobody@x.example' },
      /^404 Ex6F9304\|Microsoft\.Exchange\.Configuration\.Tasks\.ManagementObjectNotFoundException\|The operation couldn't be performed because object 'nobody@x\.example' couldn't be found on '/,
    ],
    ['Set-User', { Identity: 'a@x.example', AuthenticationPolicy: 'None' }, /^404 .*'None' couldn't be found/],
    ['New-AuthenticationPolicy', { Name: 'x'.repeat(65) }, /^400 \|[\w.]+ValidationException\|.*1 to 64 characters/],
  ];
  for (const [name, parameters, says] of cases) assert.match(await fault(name, parameters), says);
  const malformed = [
    '{',
    '[]',
    '{"CmdletInput": 5}',
    '{"CmdletInput": {"CmdletName": "Get-Mailbox", "Parameters": []}}',
    'null',
  ];
  for (const body of malformed) {
    const answer = await post(`${tenant.id}/InvokeCommand`, body);
    assert.equal(answer.status, 400, body);
    assert.match(answer.body.error?.details[0]?.message ?? '', /The body/, body);
  }
});

test('who has no token, no role or another tenant gets nowhere, and is told where a token is to be had', async (t) => {
  const { invoke, fault, post, administration, tenant, tokenFor, inputOf } = await exchangeHouse(t, 'global-reader');
  await administration.tenants.add(request, { domain: 'y.example' });
  assert.equal((await invoke('Get-CASMailbox', { Identity: 'a@x.example' })).status, 200);
  assert.match(
    await fault('Set-CASMailbox', change),
    /^403 \|[\w.]+CmdletAccessDeniedException\|.*roles is needed: global-administrator, exchange-administrator/,
  );
  assert.match(await fault('Set-CASMailbox', { ...change, WhatIf: true }), /^403/);
  const body = inputOf('Get-Mailbox', {});
  assert.equal((await post('y.example/InvokeCommand', body)).status, 404);
  const refused = await post(`${tenant.id}/InvokeCommand`, body, { authorization: 'Bearer a.b.c' });
  assert.equal(refused.status, 401);
  assert.match(
    refused.headers.get('www-authenticate') ?? '',
    /^Bearer client_id="[\da-f-]{36}", .*error="invalid_token"/,
  );
  assert.match(refused.headers.get('request-id') ?? '', /^[\da-f-]{36}$/);
  assert.equal((await post(`${tenant.id}/InvokeCommand`, body, { authorization: '' })).status, 401);
  const graph = await post(`${tenant.id}/InvokeCommand`, body, {
    authorization: `Bearer ${await tokenFor('https://graph.microsoft.com')}`,
  });
  assert.match(graph.body.error?.details[0]?.message ?? '', /wrong-audience/);
  const bare = await exchangeHouse(t, null);
  assert.equal((await bare.invoke('Get-TransportConfig')).status, 403);
});

test('a client that connects finds the cmdlets, and the greeting', async (t) => {
  const { service, tenant, token } = await exchangeHouse(t);
  const get = (path: string, bearer = token) =>
    fetch(`${service.httpUrl}${path}`, { headers: { authorization: `Bearer ${bearer}`, CommandName: '*' } });
  const file = await get(`/AdminApi/v1.0/${tenant.id}/EXOModuleFile?Version=3.9.2`);
  const { value } = (await file.json()) as { value: { exportedCmdlets: string }[] };
  assert.deepEqual(
    value[0]?.exportedCmdlets.split(','),
    cmdlets.map(({ name }) => name),
  );
  assert.equal((await get(`/adminapi/beta/${tenant.id}/EXOBanner('AutogenSession')?Version=3.9.2`)).status, 200);
  assert.equal((await get(`/adminapi/v1.0/${tenant.id}/EXOModuleFile`, 'x.y.z')).status, 401);
});

test('a body that is too large is told by the limit, and not as one that is no JSON', async (t) => {
  const { tenant, post, inputOf } = await exchangeHouse(t);
  const large = inputOf('Get-Mailbox', { Identity: 'x'.repeat(2 * 1024 * 1024) });
  const { status, body } = await post(`${tenant.id}/InvokeCommand`, large);
  assert.equal(status, 413);
  assert.match(JSON.stringify(body), /larger than 1048576 octets/);
});
