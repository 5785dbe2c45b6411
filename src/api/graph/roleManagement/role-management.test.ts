/** Directory roles through Graph: given to applications and users, found as old and new scripts look for them, taken back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  directoryRole,
  roleAssignment,
  roleDefinition,
} from '../../../../test/fixtures/graph-application-expectations.ts';
import { page } from '../../../../test/fixtures/graph-expectations.ts';
import { graphHouse, told } from '../../../../test/fixtures/graph-house.ts';
import { administratorRoles } from '../../../directory/administrator-role.ts';

const definitions = '/v1.0/roleManagement/directory/roleDefinitions';
const assignments = '/v1.0/roleManagement/directory/roleAssignments';
const exchange = administratorRoles['exchange-administrator'].id;

type Row = Readonly<Record<string, unknown>>;

test('a role is found by its name, given to a service principal, seen, and taken back', async (t) => {
  const { ask, principal, service } = await graphHouse(t, ['RoleManagement.ReadWrite.Directory'], ['a']);
  const found = await ask('GET', `${definitions}?$filter=displayName eq 'Exchange Administrator'`, {
    as: page(roleDefinition),
  });
  assert.deepEqual(
    (found.body['value'] as Row[]).map(({ id }) => id),
    [exchange],
  );
  const body = {
    '@odata.type': '#microsoft.graph.unifiedRoleAssignment',
    roleDefinitionId: exchange,
    principalId: principal.id,
    directoryScopeId: '/',
  };
  const made = await ask('POST', assignments, { body, as: roleAssignment });
  assert.equal(made.status, 201);
  assert.deepEqual(await service.store.roles.rolesOf(principal.id), ['exchange-administrator']);
  assert.match(told(await ask('POST', assignments, { body })).message, /already/);
  const listed = await ask('GET', `${assignments}?$filter=principalId eq '${principal.id}'`, {
    as: page(roleAssignment),
  });
  assert.deepEqual(
    (listed.body['value'] as Row[]).map(({ id }) => id),
    [made.body['id']],
  );
  const role = await ask('GET', `/v1.0/directoryRoles(roleTemplateId='${exchange}')`, { as: directoryRole });
  const members = await ask('GET', `/v1.0/directoryRoles/${String(role.body['id'])}/members`);
  assert.deepEqual(
    (members.body['value'] as Row[]).map((each) => [each['@odata.type'], each['id']]),
    [['#microsoft.graph.servicePrincipal', principal.id]],
  );
  await ask('GET', '/v1.0/directoryRoles', { as: page(directoryRole) });
  const one = `${assignments}/${String(made.body['id'])}`;
  await ask('GET', one, { as: roleAssignment });
  assert.equal((await ask('DELETE', one)).status, 204);
  assert.equal((await ask('DELETE', one)).status, 404);
  assert.deepEqual(await service.store.roles.rolesOf(principal.id), []);
});

test('what cannot be assigned is refused by its name; who runs the service is not appointed here', async (t) => {
  const { ask, principal } = await graphHouse(t, ['RoleManagement.ReadWrite.Directory'], ['a']);
  const good = { roleDefinitionId: exchange, principalId: principal.id, directoryScopeId: '/' };
  for (const [wrong, status, says] of [
    [{ roleDefinitionId: 'none' }, 400, /'roleDefinitionId'/],
    [{ principalId: 'none' }, 400, /'principalId'/],
    // A name is no object id.
    [{ principalId: 'a@x.example' }, 400, /'principalId'/],
    [{ directoryScopeId: '/administrativeUnits/x' }, 400, /'directoryScopeId' must be '\/'/],
    [{ roleDefinitionId: administratorRoles['platform-operator'].id }, 403, /platform-operator|Postern/],
  ] as const) {
    const answer = told(await ask('POST', assignments, { body: { ...good, ...wrong } }));
    assert.equal(answer.status, status, answer.message);
    assert.match(answer.message, says);
  }
});

test('the last Global Administrator stays, and who may read may not write', async (t) => {
  const { ask, users, tokenOf } = await graphHouse(t, ['RoleManagement.ReadWrite.Directory'], ['a']);
  const [ann] = users;
  assert.ok(ann);
  const global = administratorRoles['global-administrator'].id;
  const body = { roleDefinitionId: global, principalId: ann.id, directoryScopeId: '/' };
  const { body: made } = await ask('POST', assignments, { body });
  const one = `${assignments}/${String(made['id'])}`;
  assert.match(told(await ask('DELETE', one)).message, /last Global Administrator/);
  const token = await tokenOf(ann, 'RoleManagement.Read.Directory');
  assert.equal((await ask('GET', assignments, { token })).status, 200);
  assert.equal((await ask('POST', assignments, { token, body })).status, 403);
  assert.equal((await ask('DELETE', one, { token })).status, 403);
});
