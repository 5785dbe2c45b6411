/** Users looked up in pages: whatever the order, the pages together are the list, each user once. */

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { request } from '../../test/fixtures/house-with-application.ts';
import { createAdministration } from '../administration/administration.ts';
import type { User } from '../directory/nouns.ts';
import type { UserOrder, UserSearch, UserWithSettings } from '../directory/user-search.ts';
import { everything, passes } from '../lib/condition.ts';
import { newGuid } from '../lib/id.ts';
import { openStore, type Store } from './open-store.ts';

const lower = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/** By code points, as the store compares. */
function byKey(orderBy: UserOrder) {
  const keyOf = (user: User): Buffer | number =>
    orderBy === 'createdAt' ? user.createdAt : Buffer.from(lower(user[orderBy]));
  return (one: User, other: User): number => {
    const [a, b] = [keyOf(one), keyOf(other)];
    const order = typeof a === 'number' ? a - Number(b) : Buffer.compare(a, b as Buffer);
    return order === 0 ? Buffer.compare(Buffer.from(one.id), Buffer.from(other.id)) : order;
  };
}

type Listed = Omit<UserSearch, 'after'>;

async function walk(store: Store, search: Listed): Promise<string[]> {
  const ids: string[] = [];
  let after: UserSearch['after'] = null;
  for (;;) {
    const page: UserWithSettings[] = await store.directory.searchUsers({ ...search, after });
    ids.push(...page.map(({ user }) => user.id));
    const last = page.at(-1)?.user;
    if (last === undefined || page.length < search.limit) return ids;
    after = [last[search.orderBy], last.id];
  }
}

test('pages in any order hold every user once', async (t) => {
  const path = await mkdtemp(join(tmpdir(), 'postern-search-'));
  const store = await openStore(path);
  t.after(async () => {
    await store.close();
    await rm(path, { recursive: true, force: true });
  });
  let now = 1000;
  const administration = createAdministration(store, { clock: () => now, newGuid });
  const tenant = await administration.tenants.add(request, { domain: 'x.example' });
  const names = fc.sample(fc.constantFrom('Ann', 'ann', 'Änne', 'Борис', 'z', 'Z%_', "o'neil", '日本'), 60);
  const users: User[] = [];
  for (const [index, displayName] of names.entries()) {
    now = 1000 + Math.floor(index / 7);
    const userPrincipalName = `u${(index * 37) % 60}@x.example`;
    users.push(
      await administration.users.add(request, { tenantId: tenant.id, userPrincipalName, displayName, verifiers: null }),
    );
  }
  for (const orderBy of ['userPrincipalName', 'displayName', 'createdAt'] as const) {
    for (const descending of [false, true]) {
      for (const limit of [1, 7, 60, 100]) {
        const sorted = users.toSorted(byKey(orderBy)).map(({ id }) => id);
        const search: Listed = { tenantId: tenant.id, condition: everything, orderBy, descending, limit };
        assert.deepEqual(await walk(store, search), descending ? sorted.toReversed() : sorted, `${orderBy} ${limit}`);
      }
    }
  }
  const found = async (test: 'starts-with' | 'contains' | 'ends-with', value: string) =>
    store.directory.countFoundUsers(tenant.id, passes({ kind: 'text', of: 'displayName', test, value }));
  const expected = (pattern: RegExp): number => names.filter((name) => pattern.test(name)).length;
  assert.equal(await found('starts-with', 'ANN'), expected(/^ann/i));
  assert.equal(await found('contains', '%_'), expected(/%_/));
  assert.equal(await found('ends-with', "'neil"), expected(/'neil$/));
  assert.equal(await found('starts-with', 'Бор'), expected(/^Бор/));
  assert.equal(await found('starts-with', ''), names.length);
});
