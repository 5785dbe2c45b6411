/** The logs through Graph: the filters that scripts use find what they mean, and nothing of others. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { page } from '../../../../test/fixtures/graph-expectations.ts';
import { graphHouse, told } from '../../../../test/fixtures/graph-house.ts';
import { betaSignIn, directoryAudit, signIn } from '../../../../test/fixtures/graph-log-expectations.ts';
import { request } from '../../../../test/fixtures/house-with-application.ts';
import { signInRecord } from '../../../../test/fixtures/sign-in-record.ts';
import { newGuid, newId } from '../../../lib/id.ts';
import type { SignInRecord } from '../../../sign-in/sign-in-log.ts';

const path = '/v1.0/auditLogs/signIns';
const exchange = '00000002-0000-0ff1-ce00-000000000000';
/** Today, which no retention removes. */
const date = new Date().toISOString().slice(0, 10);
const day = Date.parse(date);

interface SignIn {
  readonly id: string;
  readonly status: { readonly errorCode: number; readonly additionalDetails: string | null };
  readonly appliedConditionalAccessPolicies: readonly { readonly displayName: string; readonly result: string }[];
}

async function house(t: TestContext) {
  const it = await graphHouse(t, ['AuditLog.Read.All', 'Policy.Read.All']);
  const { service, tenant, users } = it;
  const record = (hour: number, other: Partial<SignInRecord>): SignInRecord => {
    const made = signInRecord({
      id: newId(),
      at: day + hour * 3_600_000,
      tenantId: tenant.id,
      correlationId: newGuid(),
      userId: users[0]?.id ?? '',
      login: 'a@x.example',
      mechanism: 'LOGIN',
      ...other,
    });
    service.store.signInLog.record(made);
    return made;
  };
  const find = async (filter: string, version = 'v1.0'): Promise<SignIn[]> => {
    const answer = await it.ask('GET', `/${version}/auditLogs/signIns?$filter=${encodeURIComponent(filter)}`, {
      as: page(version === 'beta' ? betaSignIn : signIn),
    });
    assert.equal(answer.status, 200, answer.text);
    return answer.body['value'] as SignIn[];
  };
  const codes = async (filter: string, version?: string): Promise<number[]> =>
    (await find(filter, version)).map(({ status }) => status.errorCode);
  return { ...it, record, find, codes };
}

test('the filters of real scripts: time, user, client, address, error, application', async (t) => {
  const { record, codes, users } = await house(t);
  record(1, {});
  record(2, { outcome: 'refused', gate: 'credentials', errorCode: 50126, reply: 'credentialsIncorrect' });
  record(3, { userId: users[1]?.id ?? '', login: 'b@x.example', errorCode: 53003, gate: 'conditional-access' });
  record(4, { kind: 'interactive', mechanism: null, reply: null, errorCode: 50076, address: '198.51.100.7' });
  const since = `createdDateTime ge ${date}T00:00:00Z`;
  const smtp = "(clientAppUsed eq 'Authenticated SMTP' or clientAppUsed eq 'SMTP')";
  assert.deepEqual(await codes(`${since} and ${smtp}`), [53003, 50126, 0]);
  assert.deepEqual(await codes(`${since} and ${smtp} and status/errorCode eq 0`), [0]);
  assert.deepEqual(await codes(`${smtp} and status/errorCode ne 0`), [53003, 50126]);
  assert.deepEqual(
    await codes(`createdDateTime ge ${date}T02:00:00Z and createdDateTime lt ${date}T04:00:00Z`),
    [53003, 50126],
  );
  assert.deepEqual(await codes("userPrincipalName eq 'B@x.example'"), [53003]);
  assert.deepEqual(await codes(`userId eq '${users[0]?.id}'`), [50076, 50126, 0]);
  assert.deepEqual(await codes("ipAddress eq '198.51.100.7'"), [50076]);
  assert.deepEqual(await codes(`appId eq '${exchange}'`), [53003, 50126, 0]);
  assert.deepEqual(
    await codes("appDisplayName eq 'Office 365 Exchange Online' and status/errorCode eq 50126"),
    [50126],
  );
  assert.deepEqual(await codes("conditionalAccessStatus eq 'failure'"), [53003]);
  assert.deepEqual(await codes("startswith(userPrincipalName,'b@')"), [53003]);
});

test('kinds: people by default, and what signInEventTypes asks for in beta', async (t) => {
  const { record, codes, application, principal, ask } = await house(t);
  const { appId, displayName } = application;
  const http = { mechanism: null, reply: null, application: { appId, displayName } } as const;
  record(1, {});
  record(2, { ...http, kind: 'interactive', errorCode: 50126 });
  record(3, { ...http, kind: 'non-interactive', errorCode: 70008 });
  record(4, {
    ...http,
    kind: 'service-principal',
    userId: null,
    errorCode: 7000215,
    resource: 'https://graph.microsoft.com',
  });
  assert.deepEqual(await codes(`createdDateTime ge ${date}`), [50126, 0]);
  const ofKind = (kind: string) =>
    codes(`createdDateTime ge ${date} and signInEventTypes/any(t: t eq '${kind}')`, 'beta');
  assert.deepEqual(await ofKind('nonInteractiveUser'), [70008, 0]);
  assert.deepEqual(await ofKind('interactiveUser'), [50126]);
  // The house itself asked for its token.
  assert.ok((await ofKind('servicePrincipal')).includes(7000215));
  const filter = encodeURIComponent("signInEventTypes/any(t: t eq 'servicePrincipal') and status/errorCode eq 7000215");
  const { body } = await ask('GET', `/beta/auditLogs/signIns?$filter=${filter}`);
  const [row] = body['value'] as Record<string, unknown>[];
  assert.deepEqual(
    [row?.['servicePrincipalId'], row?.['appId'], row?.['resourceDisplayName'], row?.['userId']],
    [principal.id, appId, 'Microsoft Graph', ''],
  );
});

test('what never reaches Entra has no row; what Exchange refuses afterwards is a success there', async (t) => {
  const { record, codes, ask } = await house(t);
  const refused = { outcome: 'refused' } as const;
  record(1, { ...refused, gate: 'authentication-policy', reply: 'basicAuthenticationDisabled' });
  record(2, { ...refused, gate: 'tls-version', reply: 'legacyTls' });
  const token = record(3, { ...refused, gate: 'token', mechanism: 'XOAUTH2', reply: 'authenticationUnsuccessful' });
  record(4, { ...refused, gate: 'smtp-auth', reply: 'smtpAuthDisabledForMailbox' });
  assert.deepEqual(await codes(`createdDateTime ge ${date}`), [0]);
  assert.equal((await ask('GET', `${path}/${token.id}`)).status, 404);
});

test('a sign-in says which policy blocked it, and is found by its id and its session', async (t) => {
  const { record, find, ask } = await house(t);
  const parameters = { policy: 'No legacy', policyId: newGuid(), address: '203.0.113.9' };
  const because = { key: 'gate.conditional-access.blocks', parameters };
  record(1, {
    errorCode: 53003,
    gate: 'conditional-access',
    trace: [{ gate: 'conditional-access', verdict: 'shut', because, setting: null, remedies: [] }],
  });
  const [row] = await find('status/errorCode eq 53003');
  assert.deepEqual(
    row?.appliedConditionalAccessPolicies.map(({ displayName, result }) => [displayName, result]),
    [['No legacy', 'failure']],
  );
  assert.match(row?.status.additionalDetails ?? '', /08DD0000000000FF/);
  const one = await ask('GET', `${path}/${row?.id}`, { as: signIn });
  assert.equal(one.body['id'], row?.id);
});

test('pages follow one another to the end, each with what was asked for', async (t) => {
  const { record, ask, service } = await house(t);
  for (let index = 0; index < 7; index += 1)
    record(index, { errorCode: index % 2 === 0 ? 0 : 50126, gate: index % 2 === 0 ? null : 'credentials' });
  const filter = encodeURIComponent(`createdDateTime ge ${date} and status/errorCode ne 50126`);
  let link: unknown = `${service.httpUrl}${path}?$filter=${filter}&$top=3&$select=id,status&$orderby=createdDateTime desc`;
  const found: number[][] = [];
  while (typeof link === 'string') {
    const { body } = await ask('GET', link.slice(service.httpUrl.length), { as: page(signIn) });
    const value = body['value'] as SignIn[];
    found.push(value.map((row) => Object.keys(row).length));
    link = body['@odata.nextLink'];
  }
  assert.deepEqual(found, [[2, 2, 2], [2]]);
});

test('bad questions are answered with what can be asked', async (t) => {
  const { ask } = await house(t);
  for (const [query, says] of [
    ['$top=1001', /between 1 and 1000/],
    ["$filter=colour eq 'red'", /'colour'/],
    ['$orderby=userPrincipalName', /createdDateTime desc/],
    ['$count=true', /\$count/],
    ["$filter=signInEventTypes/any(t: t eq 'interactiveUser')", /signInEventTypes/],
  ] as const) {
    const answer = await ask('GET', `${path}?${encodeURI(query)}`);
    assert.equal(answer.status, 400, answer.text);
    assert.match(told(answer).message, says);
  }
});

test('who may not read logs is told which permission is missing, and other tenants stay apart', async (t) => {
  const reader = await house(t);
  const other = await reader.administration.tenants.add(request, { domain: 'y.example' });
  const theirs = reader.record(1, { tenantId: other.id, userId: null, login: 'z@y.example' });
  assert.equal((await reader.ask('GET', `${path}/${theirs.id}`)).status, 404);
  assert.deepEqual(await reader.codes("userPrincipalName eq 'z@y.example'"), []);
  const { ask } = await graphHouse(t, ['User.Read.All']);
  const refused = await ask('GET', path);
  assert.deepEqual([refused.status, /AuditLog\.Read\.All/.test(told(refused).message)], [403, true]);
});

const audits = '/v1.0/auditLogs/directoryAudits';

interface Audit {
  readonly id: string;
  readonly activityDisplayName: string;
  readonly targetResources: readonly { readonly modifiedProperties: readonly { readonly newValue: string | null }[] }[];
}

test('changes are found by time, activity, initiator, target, category and correlation id', async (t) => {
  const it = await graphHouse(t, [
    'AuditLog.Read.All',
    'Policy.Read.All',
    'User.ReadWrite.All',
    'Policy.ReadWrite.ConditionalAccess',
  ]);
  const [ann] = it.users;
  assert.ok(ann !== undefined);
  const correlation = newGuid();
  const headers = { 'client-request-id': correlation };
  await it.ask('PATCH', `/v1.0/users/${ann.id}`, { body: { accountEnabled: false }, headers });
  await it.ask('POST', '/v1.0/identity/conditionalAccess/policies', {
    body: {
      displayName: 'Block',
      state: 'disabled',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['other'],
      },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    },
  });
  const find = async (filter: string): Promise<string[]> => {
    const { body } = await it.ask('GET', `${audits}?$filter=${encodeURIComponent(filter)}`, {
      as: page(directoryAudit),
    });
    return (body['value'] as Audit[]).map(({ activityDisplayName }) => activityDisplayName);
  };
  assert.deepEqual(await find(`correlationId eq '${correlation}'`), ['Disable account']);
  assert.deepEqual(await find("activityDisplayName eq 'Add conditional access policy'"), [
    'Add conditional access policy',
  ]);
  assert.deepEqual(await find("category eq 'Policy' and loggedByService eq 'Conditional Access'"), [
    'Add conditional access policy',
  ]);
  assert.deepEqual(await find(`targetResources/any(t: t/id eq '${ann.id}')`), ['Disable account', 'Add user']);
  assert.deepEqual(await find(`initiatedBy/app/displayName eq 'scan'`), [
    'Add conditional access policy',
    'Disable account',
  ]);
  assert.deepEqual(await find("initiatedBy/user/userPrincipalName eq 'nobody@x.example'"), []);
  assert.deepEqual(await find('activityDateTime ge 2126-01-01T00:00:00Z'), []);
  const { body } = await it.ask('GET', `${audits}?$top=1&$orderby=activityDateTime desc`, { as: page(directoryAudit) });
  const [newest] = body['value'] as Audit[];
  assert.match(newest?.targetResources[0]?.modifiedProperties[0]?.newValue ?? '', /"name":"Block"/);
  assert.equal(typeof body['@odata.nextLink'], 'string');
  const one = await it.ask('GET', `${audits}/${newest?.id}`, { as: directoryAudit });
  assert.equal(one.body['activityDisplayName'], 'Add conditional access policy');
});
