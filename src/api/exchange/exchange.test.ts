/** The Exchange admin API as scripts call it, with a real service behind: what is read, what is changed, and what holds at the next AUTH. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { login, secure } from '../../../test/end-to-end/smtp-dialogue.ts';
import { houseWithApplication, request } from '../../../test/fixtures/house-with-application.ts';
import { makePasswordVerifiers } from '../../sign-in/credentials/make-verifiers.ts';
import { cmdlets } from './cmdlets.ts';

const password = 'The-right-password-1';

async function house(
  t: TestContext,
  role: 'exchange-administrator' | 'global-reader' | null = 'exchange-administrator',
) {
  const it = await houseWithApplication(t, ['Exchange.ManageAsApp']);
  const { administration, tenant, principal, service } = it;
  const target = { kind: 'service-principal', id: principal.id, name: 'scan' } as const;
  if (role !== null)
    await administration.roles.assign(request, { tenantId: tenant.id, principalId: principal.id, role }, target);
  const verifiers = await makePasswordVerifiers(password);
  for (const name of ['a', 'b', 'c'])
    await administration.users.add(request, { tenantId: tenant.id, userPrincipalName: `${name}@x.example`, verifiers });
  const token = await it.tokenFor('https://outlook.office365.com');
  const post = async (url: string, body: unknown, headers: Record<string, string> = {}, bearer = token) => {
    const response = await fetch(url.startsWith('http') ? url : `${service.httpUrl}/adminapi/beta/${url}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json; charset=utf-8',
        'x-anchormailbox': `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${tenant.id}`,
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    assert.doesNotMatch(text, /node_modules|\.ts:\d/);
    return { status: response.status, body: JSON.parse(text) as Answer };
  };
  const invoke = (CmdletName: string, Parameters: object = {}, headers: Record<string, string> = {}) =>
    post(`${tenant.id}/InvokeCommand`, { CmdletInput: { CmdletName, Parameters } }, headers);
  const value = async (name: string, parameters: object = {}) => {
    const { status, body } = await invoke(name, parameters);
    assert.equal(status, 200, JSON.stringify(body));
    return body.value ?? [];
  };
  return { ...it, token, post, invoke, value };
}

interface Answer {
  readonly value?: readonly Record<string, unknown>[];
  readonly '@odata.nextLink'?: string;
  readonly '@adminapi.warnings'?: readonly string[];
  readonly responses?: readonly { readonly id: string; readonly status: number; readonly body: Answer }[];
  readonly error?: { readonly details: readonly { readonly message: string }[] };
}

test('Set-CASMailbox and Set-TransportConfig decide the next sign-in: mailbox before organization, null inherits', async (t) => {
  const { service, value } = await house(t);
  const signIn = async (): Promise<string> => {
    const smtp = await secure(service.listeners[0]?.port ?? 0);
    const reply = await login(smtp, 'a@x.example', password);
    smtp.close();
    return reply;
  };
  const set = (SmtpClientAuthenticationDisabled: boolean | null) =>
    value('Set-CASMailbox', { Identity: 'a@x.example', SmtpClientAuthenticationDisabled });
  assert.match(await signIn(), /disabled for the Tenant/);
  assert.equal((await value('Get-TransportConfig'))[0]?.['SmtpClientAuthenticationDisabled'], true);
  await set(false);
  assert.match(await signIn(), /^235/);
  await value('Set-TransportConfig', { SmtpClientAuthenticationDisabled: false });
  await set(true);
  assert.match(await signIn(), /disabled for the Mailbox/);
  assert.equal(
    (await value('get-exocasmailbox', { identity: 'A@x.example' }))[0]?.['SmtpClientAuthenticationDisabled'],
    true,
  );
  await set(null);
  assert.equal(
    (await value('Get-CASMailbox', { Identity: 'a@x.example' }))[0]?.['SmtpClientAuthenticationDisabled'],
    null,
  );
  assert.match(await signIn(), /^235/);
  await value('New-AuthenticationPolicy', { Name: 'Block' });
  await value('Set-User', { Identity: 'a@x.example', AuthenticationPolicy: 'Block' });
  assert.match(await signIn(), /basic authentication is disabled/);
  await value('Set-AuthenticationPolicy', { Identity: 'block', AllowBasicAuthSmtp: true });
  assert.match(await signIn(), /^235/);
  await value('Set-AuthenticationPolicy', { Identity: 'Block', AllowBasicAuthSmtp: false });
  await value('Set-User', { Identity: 'a@x.example', AuthenticationPolicy: null });
  await value('Set-OrganizationConfig', { DefaultAuthenticationPolicy: 'Block' });
  assert.match(await signIn(), /basic authentication is disabled/);
  assert.equal((await value('Get-OrganizationConfig'))[0]?.['DefaultAuthenticationPolicy'], 'Block');
  await value('Set-OrganizationConfig', { DefaultAuthenticationPolicy: null });
  await value('Remove-AuthenticationPolicy', { Identity: 'Block' });
  assert.deepEqual(await value('Get-AuthenticationPolicy'), []);
  assert.match(await signIn(), /^235/);
});

test('what was only to be tried is not carried out, and a query option given twice is refused', async (t) => {
  const { invoke, value, post, tenant } = await house(t);
  const change = { Identity: 'a@x.example', SmtpClientAuthenticationDisabled: false };
  const tried = await invoke('Set-CASMailbox', { ...change, WhatIf: true });
  assert.equal(tried.status, 400);
  assert.match(tried.body.error?.details[0]?.message ?? '', /WhatIf is not supported here/);
  const [mailbox] = await value('Get-CASMailbox', { Identity: 'a@x.example' });
  assert.equal(mailbox?.['SmtpClientAuthenticationDisabled'], null);
  await value('Set-CASMailbox', { ...change, whatif: false });
  const body = { CmdletInput: { CmdletName: 'Get-Mailbox', Parameters: {} } };
  assert.equal((await post(`${tenant.id}/InvokeCommand?$select=Guid&$select=Name`, body)).status, 400);
});

test('permissions and service principals are what their cmdlets make them', async (t) => {
  const { value, application } = await house(t);
  await value('Add-RecipientPermission', { Identity: 'a@x.example', Trustee: 'b@x.example', AccessRights: 'SendAs' });
  assert.deepEqual(await value('Get-RecipientPermission', { Identity: 'a@x.example' }), [
    { Identity: 'a@x.example', Trustee: 'b@x.example', AccessRights: ['SendAs'] },
  ]);
  await value('Remove-RecipientPermission', {
    Identity: 'a@x.example',
    Trustee: 'b@x.example',
    AccessRights: ['SendAs'],
  });
  assert.deepEqual(await value('Get-RecipientPermission', { Identity: 'a@x.example' }), []);
  const told = { AppId: application.appId, ObjectId: application.id, DisplayName: 'scan' };
  await value('New-ServicePrincipal', told);
  await value('Add-MailboxPermission', {
    Identity: 'a@x.example',
    User: application.appId,
    AccessRights: ['FullAccess'],
  });
  assert.deepEqual(await value('Get-MailboxPermission', { Identity: 'a@x.example' }), [
    { Identity: 'a@x.example', User: 'scan', AccessRights: ['FullAccess'] },
  ]);
  assert.equal((await value('Get-ServicePrincipal', { Identity: application.appId }))[0]?.['ObjectId'], application.id);
  await value('Remove-ServicePrincipal', { Identity: application.id });
  assert.deepEqual(await value('Get-ServicePrincipal'), []);
});

test('a list comes in pages, each by posting the same body to the next link; $select picks', async (t) => {
  const { invoke, post, tenant } = await house(t);
  const body = { CmdletInput: { CmdletName: 'Get-Mailbox', Parameters: {} } };
  const names: unknown[] = [];
  let answer = await invoke('Get-Mailbox', {}, { prefer: 'odata.maxpagesize=2' });
  for (;;) {
    names.push(...(answer.body.value ?? []).map((row) => row['UserPrincipalName']));
    const next = answer.body['@odata.nextLink'];
    if (next === undefined) break;
    answer = await post(next, body, { prefer: 'odata.maxpagesize=2' });
  }
  assert.deepEqual(names, ['a@x.example', 'b@x.example', 'c@x.example']);
  const picked = await post(`${tenant.domain}/InvokeCommand?$select=Guid,DisplayName`, body);
  assert.deepEqual(Object.keys(picked.body.value?.[0] ?? {}).toSorted(), ['DisplayName', 'Guid']);
});

test('a batch answers each of its calls, whatever becomes of the others', async (t) => {
  const { post, tenant } = await house(t);
  const call = (id: string, CmdletName: string, Parameters: object) => ({
    id,
    method: 'POST',
    url: `/adminapi/beta/${tenant.id}/InvokeCommand`,
    headers: { 'X-CmdletName': CmdletName, Prefer: 'odata.maxpagesize = 1000;odata.continue-on-error' },
    body: { CmdletInput: { CmdletName, Parameters } },
  });
  const requests = [
    call('1', 'Set-CASMailbox', { Identity: 'a@x.example', SmtpClientAuthenticationDisabled: false }),
    call('2', 'Get-CASMailbox', { Identity: 'nobody@x.example' }),
    call('3', 'Get-CASMailbox', { Identity: 'a@x.example' }),
  ];
  const { body } = await post(`${tenant.id}/$batch`, { requests });
  assert.deepEqual(
    body.responses?.map(({ id, status }) => [id, status]),
    [
      ['1', 200],
      ['2', 404],
      ['3', 200],
    ],
  );
  assert.equal(body.responses?.[2]?.body.value?.[0]?.['SmtpClientAuthenticationDisabled'], false);
  assert.equal(
    (await post(`${tenant.id}/$batch`, { requests: Array.from({ length: 11 }, () => requests[2]) })).status,
    400,
  );
});

test('a call that cannot be carried out says what is wrong with it, in the shape that scripts read', async (t) => {
  const { invoke, post, tenant } = await house(t);
  const cases: readonly [string, object, number, RegExp][] = [
    ['Get-Nothing', {}, 400, /'Get-Nothing' is not recognized/],
    ['Remove-CASMailbox', {}, 400, /There are: Get-CASMailbox, Set-CASMailbox/],
    ['Set-CASMailbox', { Identity: 'a@x.example', Colour: 'red' }, 400, /parameter name 'Colour'.*takes: Identity/],
    [
      'Set-CASMailbox',
      { Identity: 'a@x.example', SmtpClientAuthenticationDisabled: 'yes' },
      400,
      /takes true, false or null/,
    ],
    ['Set-CASMailbox', {}, 400, /needs the parameter 'Identity'/],
    ['Get-CASMailbox', { Identity: 'nobody@x.example' }, 404, /'nobody@x\.example' couldn't be found/],
    ['Set-User', { Identity: 'a@x.example', AuthenticationPolicy: 'None' }, 404, /'None' couldn't be found/],
    [
      'Add-RecipientPermission',
      { Identity: 'a@x.example', Trustee: 'b@x.example', AccessRights: 'Own' },
      400,
      /SendAs here, not 'Own'/,
    ],
  ];
  for (const [name, parameters, status, says] of cases) {
    const answer = await invoke(name, parameters);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    assert.match(answer.body.error?.details[0]?.message ?? '', says);
  }
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

test('who has no token, no role or another tenant gets nowhere', async (t) => {
  const { invoke, post, administration, tenant, tokenFor } = await house(t, 'global-reader');
  await administration.tenants.add(request, { domain: 'y.example' });
  assert.equal((await invoke('Get-CASMailbox', { Identity: 'a@x.example' })).status, 200);
  const denied = await invoke('Set-CASMailbox', { Identity: 'a@x.example', SmtpClientAuthenticationDisabled: false });
  assert.equal(denied.status, 403);
  assert.match(
    denied.body.error?.details[0]?.message ?? '',
    /roles is needed: global-administrator, exchange-administrator/,
  );
  const body = { CmdletInput: { CmdletName: 'Get-Mailbox', Parameters: {} } };
  assert.equal((await post('y.example/InvokeCommand', body)).status, 404);
  assert.equal((await post(`${tenant.id}/InvokeCommand`, body, {}, 'a.b.c')).status, 401);
  const graph = await tokenFor('https://graph.microsoft.com');
  assert.match(
    (await post(`${tenant.id}/InvokeCommand`, body, {}, graph)).body.error?.details[0]?.message ?? '',
    /wrong-audience/,
  );
  const bare = await house(t, null);
  assert.equal((await bare.invoke('Get-TransportConfig')).status, 403);
});

test('every cmdlet is called as PowerShell would call it, and no two have one name', () => {
  const names = cmdlets.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.match(name, /^(Get|Set|New|Add|Remove)-[A-Z]\w+$/);
});
