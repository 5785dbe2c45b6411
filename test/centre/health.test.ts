/** Service health: to those who run the service, what is wrong and what to do, and what is in force. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { centreHouse } from './centre-house.ts';

test('whoever runs the service sees how it stands, its connectors, limits and configuration', async (t) => {
  const house = await centreHouse(t);
  const page = await house.signIn('ann', ['platform-operator'], '/health');
  await page.getByRole('heading', { name: 'Connectors' }).waitFor();
  await page.getByText('keeps mail here', { exact: false }).waitFor();
  await page.getByRole('progressbar', { name: 'of the disk is used' }).waitFor();
  await page.getByRole('tab', { name: 'Limits' }).click();
  await page.waitForURL(/part=limits/);
  await page.getByRole('table', { name: 'Limits' }).getByText('limits.sessions', { exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Configuration' }).click();
  const table = page.getByRole('table', { name: 'Configuration' });
  await table.getByText('hostname', { exact: true }).waitFor();
  await table.getByText('localhost', { exact: true }).waitFor();
});

test('who runs a tenant alone is not shown the way to it, and is told who may', async (t) => {
  const house = await centreHouse(t);
  const page = await house.signIn('ann', ['user-administrator'], '/health');
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Service health' }).count(), 0);
});
