/** Which address finds which route, and what is said of the others. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { segmentsOf, withoutMe } from './graph-address.ts';
import { type GraphMethod, type GraphRoute, type GraphVersion, noContent } from './graph-call.ts';
import { createMatchRoute } from './match-route.ts';

const route = (method: GraphMethod, path: string, ...versions: GraphVersion[]): GraphRoute => ({
  method,
  path,
  versions: versions.length === 0 ? ['v1.0', 'beta'] : versions,
  handler: async () => noContent,
});
const table = [
  route('GET', '/users'),
  route('GET', '/users/{id}'),
  route('GET', '/users/$count'),
  route('POST', '/users/{id}/assignLicense'),
  route('GET', '/users/{id}/authentication/requirements', 'beta'),
  route('GET', '/users/{userId}/messages/{messageId}'),
  route('GET', '/applications/{id}'),
];
const match = createMatchRoute(table);
const find = (path: string, version: GraphVersion = 'v1.0', method = 'GET', own: string | null = 'own') =>
  match(version, method, withoutMe(segmentsOf(path), own));

const found: readonly [address: string, path: string, parameters: object][] = [
  ['/users', '/users', {}],
  ['/Users/', '/users', {}],
  ['/users()', '/users', {}],
  ['/users/ann@x.example', '/users/{id}', { id: 'ann@x.example' }],
  ["/users('ann@x.example')", '/users/{id}', { id: 'ann@x.example' }],
  ["/users(userPrincipalName='o''neil@x.example')", '/users/{id}', { id: "o'neil@x.example" }],
  ["/users('$count')", '/users/{id}', { id: '$count' }],
  ['/users/$count', '/users/$count', {}],
  ['/users/%24count', '/users/$count', {}],
  ['/me', '/users/{id}', { id: 'own' }],
  ['/ME/messages/m=1', '/users/{userId}/messages/{messageId}', { userId: 'own', messageId: 'm=1' }],
  ["/users('a')/messages('b')", '/users/{userId}/messages/{messageId}', { userId: 'a', messageId: 'b' }],
  ["/applications(appId='42')", '/applications/{id}', { id: '42' }],
];
for (const [address, path, parameters] of found) {
  test(`${address} is ${path}`, () => {
    const verdict = find(address);
    assert.ok(verdict.kind === 'found');
    assert.deepEqual([verdict.route.path, verdict.parameters], [path, parameters]);
  });
}

test('an action may carry its namespace', () => {
  assert.equal(find('/users/a/microsoft.graph.assignLicense', 'v1.0', 'POST').kind, 'found');
});

test('the first segment that nothing is known by is named; a version has its own', () => {
  const segment = (path: string) => {
    const verdict = find(path);
    return verdict.kind === 'unknown-segment' && verdict.segment;
  };
  assert.equal(segment('/groups'), 'groups');
  assert.equal(segment('/users/a/manager'), 'manager');
  assert.equal(segment('/users/a/authentication/requirements'), 'authentication');
  assert.equal(segment('/'), '');
  assert.equal(find('/users/a/authentication/requirements', 'beta').kind, 'found');
});

test('another method is refused with those that there are', () => {
  assert.deepEqual(find('/users', 'v1.0', 'DELETE'), { kind: 'method-not-allowed', allowed: ['GET'] });
});

test('a key that is none, a bad encoding and an endless address are bad requests', () => {
  for (const path of ["/users(mail='x')", '/users/%E0%A4%A', '/a'.repeat(21)])
    assert.throws(() => segmentsOf(path), { status: 400 });
});

test('an application has no /me', () => {
  assert.throws(() => find('/me', 'v1.0', 'GET', null), /only valid with delegated/);
});

test('two lines about the same thing are a fault of the table', () => {
  assert.throws(() => createMatchRoute([...table, route('GET', '/USERS/{name}')]), /twice/);
});
