/** The store finds exactly the users that pass a filter, whatever the filter. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { graphHouse } from '../../../../test/fixtures/graph-house.ts';
import { request } from '../../../../test/fixtures/house-with-application.ts';
import { passesFilter } from '../odata/evaluate-filter.ts';
import { parseFilter } from '../odata/parse-filter.ts';
import { userCondition } from './user-condition.ts';
import { userResource } from './user-resource.ts';

const sku = '4b9405b0-7788-4568-add1-99614e613b69';
const names = ['ann', 'bob', 'scanner', 'scan-2', 'zoe'];
const values = ['ann', 'BOB', 'scan', 'x.example', 'Sales', '', '@', 'ann@x.example', 'smtp:alias@x.example'];

const textOf = fc.constantFrom(
  'userPrincipalName',
  'mail',
  'displayName',
  'mailNickname',
  'department',
  'usageLocation',
);
const quoted = fc.constantFrom(...values).map((value) => `'${value}'`);
const leaf = fc.oneof(
  fc.tuple(textOf, fc.constantFrom('eq', 'ne'), quoted).map((parts) => parts.join(' ')),
  fc.tuple(textOf, fc.constantFrom('eq null', 'ne null')).map((parts) => parts.join(' ')),
  fc
    .tuple(fc.constantFrom('startswith', 'endswith', 'contains'), fc.constantFrom('mail', 'displayName'), quoted)
    .map(([call, name, value]) => `${call}(${name},${value})`),
  fc
    .tuple(fc.constantFrom('mail', 'displayName'), fc.array(quoted, { minLength: 1, maxLength: 4 }))
    .map(([name, list]) => `${name} in (${list.join(',')})`),
  fc.tuple(fc.constantFrom('gt', 'ge', 'lt', 'le'), quoted).map((parts) => `userPrincipalName ${parts.join(' ')}`),
  fc
    .tuple(fc.constantFrom('eq', 'gt', 'ge', 'lt', 'le', 'ne'), fc.constantFrom('2020-01-01', '2026-01-01T00:00:05Z'))
    .map((parts) => `createdDateTime ${parts.join(' ')}`),
  fc.constantFrom(
    'accountEnabled',
    'accountEnabled eq false',
    'accountEnabled ne true',
    'accountEnabled in (true, false)',
    'assignedLicenses/$count ne 0',
    `assignedLicenses/any(l:l/skuId eq ${sku})`,
    'assignedPlans/any()',
    "assignedPlans/all(p:p/service eq 'exchange')",
    "userType eq 'Member'",
    'onPremisesSyncEnabled eq null',
  ),
  quoted.map((value) => `proxyAddresses/any(p:p eq ${value})`),
  quoted.map((value) => `proxyAddresses/any(p:startswith(p,${value}) or endswith(p,'s@x.example'))`),
);
const filter = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.tuple(tie('node'), fc.constantFrom('and', 'or'), tie('node')).map((parts) => `(${parts.join(' ')})`),
    tie('node').map((inner) => `not (${inner})`),
  ),
})).node;

test('what the store finds is what passes', async (t) => {
  const { administration, service, tenant, users } = await graphHouse(t, [], names);
  const [ann, bob, scanner] = users;
  assert.ok(ann && bob && scanner);
  await administration.users.update(request, ann, { displayName: 'Ann', profile: { department: 'Sales' } });
  await administration.users.update(request, scanner, {
    aliases: ['alias@x.example', 'scans@x.example'],
    profile: { mailNickname: 'bob', usageLocation: 'DE' },
  });
  await administration.settings.changeOfUser(request, bob, { accountEnabled: false, licensed: false });
  const all = await Promise.all(
    users.map(async ({ id }) => {
      const user = await service.store.directory.findUser(id);
      assert.ok(user);
      return userResource({ user, settings: await service.store.directory.settingsOfUser(id) });
    }),
  );
  await fc.assert(
    fc.asyncProperty(filter, async (written) => {
      const tree = parseFilter(written);
      const found = await service.store.directory.searchUsers({
        tenantId: tenant.id,
        condition: userCondition(tree),
        orderBy: 'userPrincipalName',
        descending: false,
        after: null,
        limit: 100,
      });
      const passing = all.filter((each) => passesFilter(tree, each)).map((each) => String(each['userPrincipalName']));
      assert.deepEqual(
        found.map(({ user }) => user.userPrincipalName),
        passing.toSorted((one, other) => (one < other ? -1 : 1)),
      );
    }),
    { numRuns: 500 },
  );
});
