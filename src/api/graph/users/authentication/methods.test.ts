/** The ways in which a user signs in: seen by whoever may, and removed by kind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authenticationMethods, page } from '../../../../../test/fixtures/graph-expectations.ts';
import { graphHouse, told } from '../../../../../test/fixtures/graph-house.ts';
import { request } from '../../../../../test/fixtures/house-with-application.ts';

interface Methods {
  readonly value: readonly { readonly '@odata.type'?: string; readonly id: string }[];
}

test('methods are listed with their kinds, and removed one by one', async (t) => {
  const { ask, administration, users, service } = await graphHouse(t, ['UserAuthenticationMethod.ReadWrite.All']);
  const [a] = users;
  assert.ok(a);
  await administration.passwords.setPassword(request, a, { password: 'x', scram: null });
  for (const [kind, name] of [
    ['totp', 'Authenticator'],
    ['passkey', 'Key'],
    ['phone', '+1 555 0100'],
    ['recovery-codes', 'codes'],
  ] as const)
    await administration.methods.add(request, a, { kind, name, secret: 'planted-secret' });
  const methods = `/v1.0/users/${a.id}/authentication`;
  const listed = await ask('GET', `${methods}/methods`, { as: page(authenticationMethods.any) });
  const { value } = listed.body as unknown as Methods;
  assert.deepEqual(
    value.map((each) => each['@odata.type']),
    ['password', 'softwareOath', 'fido2', 'phone'].map((kind) => `#microsoft.graph.${kind}AuthenticationMethod`),
  );
  assert.ok(!listed.text.includes('planted-secret'));
  for (const segment of ['passwordMethods', 'fido2Methods', 'softwareOathMethods', 'phoneMethods'] as const) {
    const { body } = await ask('GET', `${methods}/${segment}`, { as: page(authenticationMethods[segment]) });
    const [only, ...more] = (body as unknown as Methods).value;
    assert.ok(only);
    assert.equal(more.length, 0);
    const one = `${methods}/${segment}/${only.id}`;
    assert.equal((await ask('GET', one, { as: authenticationMethods[segment] })).body['id'], only.id);
    assert.equal((await ask('GET', `${methods}/methods/${only.id}`, { as: authenticationMethods.any })).status, 200);
    const removed = await ask('DELETE', one);
    assert.equal(removed.status, segment === 'passwordMethods' ? 405 : 204);
  }
  assert.deepEqual(
    (await service.store.methods.listMethods(a.id)).map(({ kind }) => kind),
    ['recovery-codes'],
  );
  const gone = told(await ask('DELETE', `${methods}/fido2Methods/${a.id}`));
  assert.equal(gone.status, 404);
});

test('whoever may read methods may not remove them; of an administrator it takes more', async (t) => {
  const { ask, administration, users, tenant, tokenOf } = await graphHouse(t, ['UserAuthenticationMethod.Read.All']);
  const [a, b] = users;
  assert.ok(a && b);
  const { id } = await administration.methods.add(request, b, { kind: 'phone', name: '1', secret: '' });
  const phone = `/v1.0/users/${b.id}/authentication/phoneMethods/${id}`;
  assert.equal((await ask('GET', phone)).status, 200);
  assert.match(told(await ask('DELETE', phone)).message, /UserAuthenticationMethod\.ReadWrite\.All/);
  const assign = (principalId: string, role: 'authentication-administrator' | 'global-administrator') =>
    administration.roles.assign(
      request,
      { tenantId: tenant.id, principalId, role },
      {
        kind: 'user',
        id: principalId,
        name: '',
      },
    );
  await assign(a.id, 'authentication-administrator');
  await assign(b.id, 'global-administrator');
  const token = await tokenOf(a, 'UserAuthenticationMethod.ReadWrite.All');
  assert.equal((await ask('DELETE', phone, { token })).status, 403);
  assert.equal((await ask('GET', '/v1.0/users/nobody@x.example/authentication/methods', { token })).status, 404);
});
