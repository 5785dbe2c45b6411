/** What the first view costs: how much comes over the line, and whence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { livelyHouse } from './lively-house.ts';
import { settled } from './settled.ts';

const mostBytes = 300_000;

test('the first view is under 300 kB, compressed, and comes from this service alone', async (t) => {
  const house = await livelyHouse(t, { days: 2 });
  const page = await house.visit('/');
  const sizes: { path: string; bytes: number }[] = [];
  const elsewhere: string[] = [];
  page.on('requestfinished', async (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin !== new URL(house.url).origin) elsewhere.push(request.url());
    if (!/\.(?:js|css|svg)$/.test(pathname) && pathname !== '/centre/') return;
    const bytes = Number(await (await request.response())?.headerValue('content-length'));
    sizes.push({ path: pathname, bytes });
  });
  // Nothing of the visit before is used again.
  const session = await page.context().newCDPSession(page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.reload();
  await settled(page);
  const sum = sizes.reduce((all, { bytes }) => all + bytes, 0);
  t.diagnostic(`${sum} bytes in ${sizes.length} files`);
  assert.ok(sizes.length > 3);
  assert.ok(sum < mostBytes, sizes.map(({ path, bytes }) => `${bytes} ${path}`).join('\n'));
  assert.deepEqual(elsewhere, []);
});
