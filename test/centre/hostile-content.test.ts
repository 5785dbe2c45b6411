/** Whatever others choose (subjects, names, texts of mail) is shown as it is, and does nothing. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { request } from '../fixtures/house-with-people.ts';
import { houseWithDevice } from './house-with-device.ts';

const hostile = `"><img src=x onerror="globalThis.broken=1"><script>globalThis.broken=1</script>`;

/** What a page did because of what was shown: nothing may be there. */
async function assertDead(page: Page): Promise<void> {
  assert.equal(await page.evaluate(() => 'broken' in globalThis), false);
  assert.equal(await page.locator('img[src="x"]').count(), 0);
}

/** What a mail would tell its sender by: how often it was asked. */
async function serverElsewhere(t: TestContext): Promise<{ readonly url: string; readonly asked: number }> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get asked() {
      return asked;
    },
  };
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

test('HTML of mail is shown in a frame in which nothing runs and to which nothing comes; names of files are text', async (t) => {
  const house = await houseWithDevice(t);
  const elsewhere = await serverElsewhere(t);
  const html = `<p>Hello</p><style>p { color: rgb(1, 2, 3) }</style>${hostile}
    <script>parent.broken = 1; top.location = 'about:blank'</script><iframe src="/centre/"></iframe>
    <img src="${elsewhere.url}/seen.png" onload="parent.broken = 1"><form action="/centre/sign-out" method="post"></form>`;
  const id = await house.send({ html, text: hostile, attachments: [{ filename: `${hostile}.pdf`, content: 'x' }] });
  const page = await house.signIn('ann', ['global-administrator'], `/mail-flow/trace/${id}`);
  await page.getByRole('button', { name: 'Show the content' }).click();
  await page.getByLabel('Text', { exact: true }).getByText('globalThis.broken', { exact: false }).waitFor();
  await page.getByRole('listitem').filter({ hasText: '.pdf' }).waitFor();
  await assertDead(page);
  await page.getByRole('tab', { name: 'As HTML' }).click();
  const frame = page.frameLocator('iframe[title="As HTML"]');
  await frame.getByText('Hello').waitFor();
  await assertDead(page);
  assert.equal(elsewhere.asked, 0);
  assert.equal(page.url(), `${house.url}/centre/mail-flow/trace/${id}`);
});
