/** Whose second factors somebody may register or remove. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { administrationHouse, local } from '../../test/fixtures/administration-house.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { AdministratorRole } from '../directory/administrator-role.ts';
import type { User } from '../directory/nouns.ts';
import { Refusal } from './refusal.ts';

async function house(t: TestContext) {
  const { administration, store, tenant } = await administrationHouse(t, () => 1000);
  const tenantId = tenant.id;
  const add = (name: string) =>
    administration.users.add(local, { tenantId, userPrincipalName: `${name}@x.example`, verifiers: null });
  const [user, other] = [await add('a'), await add('b')];
  const as = ({ id, userPrincipalName: name }: User, door: AdminRequest['door'], ...roles: AdministratorRole[]) =>
    ({
      ...local,
      actor: { kind: 'user', id, name, tenantId, roles, permissions: ['UserAuthenticationMethod.ReadWrite.All'] },
      door,
    }) as const;
  return { ...administration, store, tenantId, user, other, as };
}

const refused = (kind: string) => (error: unknown) => error instanceof Refusal && error.reason.kind === kind;
const totp = { kind: 'totp', name: 'Authenticator', secret: 'sealed' } as const;

test('a person keeps their own methods at the sign-in pages, and nobody else’s', async (t) => {
  const { methods, store, user, other, as } = await house(t);
  const added = await methods.add(as(user, 'sign-in'), user, totp);
  assert.deepEqual(await methods.list(as(user, 'sign-in'), user), [added]);
  assert.deepEqual((await store.directory.signInFacts('a@x.example'))?.methods, [added]);
  for (const door of ['sign-in', 'graph'] as const) {
    await assert.rejects(methods.add(as(other, door), user, totp), refused('role-missing'));
    await assert.rejects(methods.list(as(other, door), user), refused('role-missing'));
    await assert.rejects(methods.remove(as(other, door), user, added.id), refused('role-missing'));
  }
  // Their token is held to what it carries, although it is theirs.
  await assert.rejects(methods.add(as(user, 'graph'), user, totp), refused('role-missing'));
  await methods.remove(as(user, 'sign-in'), user, added.id);
  await assert.rejects(methods.remove(as(user, 'sign-in'), user, added.id), refused('not-found'));
});

test('an authentication administrator removes methods of people, and not of a Global Administrator', async (t) => {
  const { methods, roles, changes, tenantId, user, other, as } = await house(t);
  const helpDesk = as(other, 'graph', 'authentication-administrator');
  const added = await methods.add(local, user, totp);
  await methods.remove(helpDesk, user, added.id);
  const [entry] = await changes.list(local, { tenantId, limit: 1 });
  assert.equal(entry?.action, 'authentication-method.remove');
  assert.ok(!JSON.stringify(entry).includes('sealed'));
  const { id } = await methods.add(local, user, totp);
  const target = { kind: 'user', id: user.id, name: user.userPrincipalName } as const;
  await roles.assign(local, { tenantId, principalId: user.id, role: 'global-administrator' }, target);
  await assert.rejects(methods.remove(helpDesk, user, id), refused('permission-missing'));
});

test('a user has twenty methods at the most, and of two uses of one secret one counts', async (t) => {
  const { methods, store, user } = await house(t);
  for (let index = 0; index < 20; index += 1) await methods.add(local, user, totp);
  await assert.rejects(methods.add(local, user, totp), refused('conflict'));
  const [first] = await store.methods.listMethods(user.id);
  const use = (secret: string) => store.methods.replaceMethodSecret(first?.id ?? '', 'sealed', secret);
  assert.deepEqual((await Promise.all([use('used by one'), use('used by another')])).sort(), [false, true]);
});
