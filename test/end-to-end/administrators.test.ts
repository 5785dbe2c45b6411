/** Administrators at every door: the last Global Administrator stays, and nobody of a lower role gets hold of one. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { AdministratorRole } from '../../src/directory/administrator-role.ts';
import type { User } from '../../src/directory/nouns.ts';
import type { Permission } from '../../src/directory/permission.ts';
import { signAccessToken } from '../fixtures/access-token.ts';
import { houseWithApplication, request as local } from '../fixtures/house-with-application.ts';

const root = join(import.meta.dirname, '../..');
const lastOne = /last Global Administrator|nobody who can sign in is Global Administrator/;

const resources = {
  graph: 'https://graph.microsoft.com',
  exchange: 'https://outlook.office365.com',
  admin: 'api://postern',
};
const everything: Readonly<Record<keyof typeof resources, readonly Permission[]>> = {
  graph: [
    'User.ReadWrite.All',
    'Directory.ReadWrite.All',
    'RoleManagement.ReadWrite.Directory',
    'UserAuthenticationMethod.ReadWrite.All',
    'Policy.ReadWrite.AuthenticationMethod',
    'User.RevokeSessions.All',
  ],
  exchange: ['Exchange.Manage'],
  admin: ['Postern.Manage'],
};

async function house(t: TestContext) {
  const it = await houseWithApplication(t, []);
  const { administration, tenant, service, dataDirectory } = it;
  const person = async (name: string, ...roles: AdministratorRole[]): Promise<User> => {
    const userPrincipalName = `${name}@x.example`;
    const user = await administration.users.add(local, { tenantId: tenant.id, userPrincipalName, verifiers: null });
    const target = { kind: 'user', id: user.id, name: userPrincipalName } as const;
    for (const role of roles)
      await administration.roles.assign(local, { tenantId: tenant.id, principalId: user.id, role }, target);
    return user;
  };
  /** Asks a door on behalf of a person, whose tokens may do everything. */
  const as = async ({ id, userPrincipalName }: User) => {
    const tokenFor = (door: keyof typeof resources) =>
      signAccessToken(dataDirectory, service.httpUrl, {
        tenantId: tenant.id,
        audience: resources[door],
        subject: { kind: 'user', id, userPrincipalName },
        permissions: everything[door],
      });
    const tokens = {
      graph: await tokenFor('graph'),
      exchange: await tokenFor('exchange'),
      admin: await tokenFor('admin'),
    };
    const paths = { graph: '', exchange: `/adminapi/beta/${tenant.id}`, admin: '/admin/v1' };
    return async (door: keyof typeof resources, method: string, path: string, body?: unknown) => {
      const response = await fetch(`${service.httpUrl}${paths[door]}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${tokens[door]}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    };
  };
  const postern = (...parameters: string[]) =>
    new Promise<{ readonly exitCode: number; readonly stderr: string }>((resolve) => {
      const all = [join(root, 'bin/postern'), ...parameters, '--data', dataDirectory];
      const child = execFile(process.execPath, all, { timeout: 60_000 }, (_error, _stdout, stderr) =>
        resolve({ exitCode: child.exitCode ?? -1, stderr }),
      );
    });
  const newestOf = async (target: string) =>
    (await service.store.auditLog.list({ tenantId: tenant.id, target, limit: 1 }))[0]?.id ?? '';
  return { ...it, person, as, postern, newestOf };
}

const cmdlet = (CmdletName: string, Parameters: object) => ({ CmdletInput: { CmdletName, Parameters } });

test('the last Global Administrator is disabled, removed or stripped through no door', async (t) => {
  const { person, as, postern, newestOf, administration, service, tenant } = await house(t);
  const ann = await person('ann', 'global-administrator', 'platform-operator');
  const disabled = await person('bob', 'global-administrator');
  await administration.settings.changeOfUser(local, disabled, { accountEnabled: false });
  const ask = await as(ann);
  const appointment = (
    await service.store.auditLog.list({ tenantId: tenant.id, target: ann.id, action: 'role.assign', limit: 2 })
  )[1];
  const role = `/tenants/x.example/roles/global-administrator/${ann.id}`;
  const { text } = await ask('graph', 'GET', '/v1.0/roleManagement/directory/roleAssignments');
  const { value } = JSON.parse(text) as { value: { id: string; principalId: string; roleDefinitionId: string }[] };
  const assignment = value.find(
    ({ principalId, roleDefinitionId }) => principalId === ann.id && roleDefinitionId.startsWith('62e90394'),
  );

  const tries: readonly (readonly [string, number, Promise<{ readonly status: number; readonly text: string }>])[] = [
    [
      'admin API, disabled',
      409,
      ask('admin', 'PATCH', `/users/${ann.id}/settings`, { settings: { accountEnabled: false } }),
    ],
    ['admin API, removed', 409, ask('admin', 'DELETE', `/users/${ann.id}`)],
    ['admin API, stripped', 409, ask('admin', 'DELETE', role)],
    ['admin API, undo', 409, ask('admin', 'POST', `/audit/${appointment?.id ?? ''}/undo`)],
    [
      'Graph, disabled',
      400,
      ask('graph', 'PATCH', `/v1.0/users/${ann.id}`, { accountEnabled: false, displayName: 'Gone' }),
    ],
    ['Graph, removed', 400, ask('graph', 'DELETE', `/v1.0/users/${ann.id}`)],
    [
      'Graph, stripped',
      400,
      ask('graph', 'DELETE', `/v1.0/roleManagement/directory/roleAssignments/${assignment?.id}`),
    ],
  ];
  for (const [door, status, asked] of tries) {
    const answer = await asked;
    assert.equal(answer.status, status, `${door}: ${answer.text}`);
    assert.match(answer.text, lastOne, door);
  }
  for (const parameters of [
    ['user', 'set', ann.userPrincipalName, '--enabled', 'false'],
    ['user', 'remove', ann.userPrincipalName],
    ['role', 'remove', 'global-administrator', ann.userPrincipalName, '--tenant', 'x.example'],
    ['audit', 'undo', appointment?.id ?? ''],
  ]) {
    const { exitCode, stderr } = await postern(...parameters);
    assert.notEqual(exitCode, 0, parameters.join(' '));
    assert.match(stderr, lastOne, parameters.join(' '));
  }
  // At the Exchange admin API no cmdlet disables or removes anybody.
  const { status } = await ask(
    'exchange',
    'POST',
    '/InvokeCommand',
    cmdlet('Set-User', { Identity: ann.id, AccountDisabled: true }),
  );
  assert.equal(status, 400);

  assert.deepEqual(await service.store.directory.findUser(ann.id), ann, 'as if nobody had asked');
  assert.equal((await service.store.directory.settingsOfUser(ann.id)).accountEnabled.value, true);
  assert.ok((await service.store.roles.rolesOf(ann.id)).includes('global-administrator'));
  await administration.settings.changeOfUser(local, disabled, { accountEnabled: true });
  assert.equal((await ask('admin', 'DELETE', role)).status, 204);
  assert.equal(
    await newestOf(ann.id),
    (await service.store.auditLog.list({ tenantId: tenant.id, action: 'role.remove', limit: 1 }))[0]?.id,
  );
});

test('an administrator is disabled, weakened or shut out by nobody who may not give their role', async (t) => {
  const { person, as, service, administration } = await house(t);
  const ann = await person('ann', 'global-administrator');
  await person('keeper', 'global-administrator');
  const method = await administration.methods.add(local, ann, { kind: 'totp', name: 'app', secret: 'x' });
  const help = await person(
    'help',
    'user-administrator',
    'authentication-administrator',
    'authentication-policy-administrator',
    'exchange-administrator',
  );
  const ask = await as(help);
  const before = await service.store.directory.signInFacts(ann.userPrincipalName);
  const settings = (values: object) => ask('admin', 'PATCH', `/users/${ann.id}/settings`, { settings: values });
  const graph = (verb: string, path: string, body?: unknown) =>
    ask('graph', verb, `/v1.0/users/${ann.id}${path}`, body);
  const refused = [
    settings({ accountEnabled: false }),
    settings({ perUserMfa: 'disabled' }),
    settings({ passwordExpired: true }),
    settings({ tokensValidFrom: 1 }),
    settings({ mailboxSmtpAuth: 'on', accountEnabled: false }),
    ask('admin', 'POST', `/users/${ann.id}/revoke-sessions`),
    ask('admin', 'PUT', `/users/${ann.id}/password`, { password: 'Some 1 password' }),
    ask('admin', 'POST', `/users/${ann.id}/app-passwords`, { name: 'x' }),
    ask('admin', 'DELETE', `/users/${ann.id}`),
    graph('PATCH', '', { accountEnabled: false }),
    graph('PATCH', '', { userPrincipalName: 'other@x.example' }),
    graph('PATCH', '', { displayName: 'Somebody' }),
    graph('PATCH', '', { passwordProfile: { password: 'Some 1 password' } }),
    graph('PATCH', '', { passwordProfile: { forceChangePasswordNextSignIn: true } }),
    graph('POST', '/revokeSignInSessions'),
    graph('DELETE', ''),
    graph('DELETE', `/authentication/softwareOathMethods/${method.id}`),
    ask('graph', 'PATCH', `/beta/users/${ann.id}/authentication/requirements`, { perUserMfaState: 'disabled' }),
    ask(
      'exchange',
      'POST',
      '/InvokeCommand',
      cmdlet('Set-User', { Identity: ann.id, StsRefreshTokensValidFrom: '2026-01-01' }),
    ),
  ];
  for (const [index, asked] of refused.entries()) {
    const { status, text } = await asked;
    assert.equal(status, 403, `${index}: ${text}`);
  }
  assert.deepEqual(await service.store.directory.signInFacts(ann.userPrincipalName), before);
  // What is of the mailbox alone is not of the account.
  assert.equal((await settings({ mailboxSmtpAuth: 'on' })).status, 200);
  // Of themselves, and of people without a role, they may.
  const user = await person('user');
  assert.equal(
    (await ask('admin', 'PATCH', `/users/${user.id}/settings`, { settings: { accountEnabled: false } })).status,
    200,
  );
  assert.equal((await ask('admin', 'POST', `/users/${help.id}/revoke-sessions`)).status, 204);
});

test('who runs the service is touched by no administrator of a tenant', async (t) => {
  const { person, as } = await house(t);
  const operator = await person('operator', 'platform-operator');
  const ask = await as(await person('ann', 'global-administrator'));
  assert.equal(
    (await ask('admin', 'PUT', `/users/${operator.id}/password`, { password: 'Some 1 password' })).status,
    403,
  );
  assert.equal((await ask('graph', 'DELETE', `/v1.0/users/${operator.id}`)).status, 403);
});
