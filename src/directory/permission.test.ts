/** The ids of permissions: each once, and found again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Permission, permissionById, permissions, resourceOfAppId, resources } from './permission.ts';

const names = Object.keys(permissions) as Permission[];

test('every permission has an id of its own for each of its kinds, by which it is found', () => {
  const seen = new Set<string>();
  for (const name of names) {
    const { resource, kinds, ids } = permissions[name];
    assert.ok(kinds.length > 0, name);
    for (const kind of kinds) {
      const id = ids[kind] ?? '';
      assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, name);
      assert.ok(!seen.has(id), `${name} has the id of another`);
      seen.add(id);
      assert.equal(permissionById(resource, kind, id.toUpperCase()), name);
    }
  }
});

test('an id means nothing at another resource, or in the other kind', () => {
  const id = permissions['SMTP.SendAsApp'].ids.application ?? '';
  assert.equal(permissionById('graph', 'application', id), null);
  assert.equal(permissionById('exchange', 'delegated', id), null);
  assert.equal(resourceOfAppId(resources.exchange.appId.toUpperCase()), 'exchange');
  assert.equal(resourceOfAppId('00000000-0000-0000-0000-000000000000'), null);
});
