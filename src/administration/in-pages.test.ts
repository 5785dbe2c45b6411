/** A log is gone through page by page, and no further than somebody reads. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inPages } from './in-pages.ts';

test('every entry comes once, and a page is asked for only when the one before is used up', async () => {
  const all = Array.from({ length: 1203 }, (_, index) => ({ id: String(index) }));
  const asked: string[] = [];
  const list = async ({ olderThan = '', limit }: { readonly olderThan?: string; readonly limit: number }) => {
    asked.push(olderThan);
    const from = olderThan === '' ? 0 : Number(olderThan) + 1;
    return all.slice(from, from + limit);
  };
  const found: { id: string }[] = [];
  for await (const each of inPages(list, { limit: 1 })) {
    found.push(each);
    assert.equal(asked.length, Math.ceil(found.length / 500));
  }
  assert.deepEqual(found, all);
});
