/** Whatever others choose (subjects, names, texts of mail) is shown as it is, and does nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { request } from '../fixtures/house-with-people.ts';
import { houseWithDevice } from './house-with-device.ts';

const hostile = `"><img src=x onerror="globalThis.broken=1"><script>globalThis.broken=1</script>`;

/** What a page did because of what was shown: nothing may be there. */
async function assertDead(page: Page): Promise<void> {
  assert.equal(await page.evaluate(() => 'broken' in globalThis), false);
  assert.equal(await page.locator('img[src="x"]').count(), 0);
}

test('a subject with a script in it is text, in every list and on its page', async (t) => {
  const house = await houseWithDevice(t, { failureAddresses: true });
  const id = await house.send({ subject: hostile, to: ['office@other.example', '451@other.example'] });
  const page = await house.signIn('ann', ['global-administrator'], '/mail-flow/trace');
  for (const path of ['/mail-flow/trace', '/mail-flow/queue', '/mail-flow/captured', `/mail-flow/trace/${id}`]) {
    await page.goto(`${house.url}/centre${path}`);
    if (path === '/mail-flow/captured') await page.getByRole('heading', { level: 1 }).waitFor();
    else await page.getByText(hostile, { exact: true }).first().waitFor();
    await assertDead(page);
  }
});

test('a name with a script in it is text in the audit log and on a change', async (t) => {
  const house = await houseWithDevice(t);
  const { administration, tenant } = house;
  await administration.settings.changeOfTenant(request, tenant, {
    authenticationPolicies: [{ name: hostile, allowBasicAuthSmtp: true }],
  });
  const [entry] = await administration.changes.list(request, { tenantId: tenant.id, limit: 1 });
  const page = await house.signIn('ann', ['global-administrator'], `/audit/${entry?.id}`);
  await page.getByText('globalThis.broken', { exact: false }).first().waitFor();
  await assertDead(page);
});
