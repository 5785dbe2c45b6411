/** Audit log: one change with before and after, and the way back from it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { request } from '../fixtures/house-with-people.ts';
import { centreHouse } from './centre-house.ts';

test('a change is found, shown before and after, and taken back after it was said what that does', async (t) => {
  const house = await centreHouse(t);
  const { administration, tenant } = house;
  await administration.settings.changeOfTenant(request, tenant, { smtpAuth: 'on' });
  const page = await house.signIn('ann', ['global-administrator'], '/audit');
  const row = page.getByRole('row').filter({ hasText: 'SMTP AUTH of the organization' });
  await row.getByRole('link', { name: 'Settings changed' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings changed: x.example' }).waitFor();
  const change = page.getByRole('row').filter({ hasText: 'SMTP AUTH of the organization' });
  await change.getByRole('cell', { name: '− at its default' }).waitFor();
  await change.getByRole('cell', { name: '+ on' }).waitFor();
  const undo = page.getByRole('button', { name: 'Take it back' });
  await undo.click();
  const dialog = page.getByRole('dialog', { name: 'Take this change back?' });
  await dialog.getByText('Everything becomes as it was before the change').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  // The focus is back where it was.
  await page.locator('button:focus', { hasText: 'Take it back' }).waitFor();
  await undo.click();
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('This takes an earlier change back.').waitFor();
  const { smtpAuth } = await house.service.store.directory.settingsOfTenant(tenant.id);
  assert.equal(smtpAuth.value, 'off');
  await page.getByRole('link', { name: 'Show that change' }).click();
  await page.getByText('This change was taken back.').waitFor();
  assert.equal(await undo.count(), 0);
});

test('what stands in the way of an undo is named, and nothing is changed', async (t) => {
  const house = await centreHouse(t);
  const { administration, tenant } = house;
  await administration.settings.changeOfTenant(request, tenant, { messagesPerMinute: 10 });
  const [first] = await administration.changes.list(request, { tenantId: tenant.id, limit: 1 });
  await administration.settings.changeOfTenant(request, tenant, { messagesPerMinute: 20 });
  const page = await house.signIn('ann', ['global-administrator'], `/audit/${first?.id}`);
  await page.getByRole('button', { name: 'Take it back' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await dialog.getByRole('alert').getByText('Something stands in the way').waitFor();
  const { messagesPerMinute } = await house.service.store.directory.settingsOfTenant(tenant.id);
  assert.equal(messagesPerMinute.value, 20);
});

test('changes that will end by themselves stand together; whose roles do not allow the undo is told which do', async (t) => {
  const house = await centreHouse(t);
  const { administration, tenant } = house;
  await administration.settings.changeOfTenant(request, tenant, { smtpAuth: 'on' }, Date.now() + 3_600_000);
  const page = await house.signIn('ann', ['security-administrator'], '/audit');
  await page.getByRole('switch', { name: 'Only changes that will end by themselves' }).click();
  await page.waitForURL(/ending=yes/);
  const table = page.getByRole('table', { name: 'Audit log' });
  await table.getByText('Role assigned').first().waitFor({ state: 'detached' });
  await table.getByRole('link', { name: 'Settings changed' }).click();
  await page.getByText('It ends by itself').first().waitFor();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('dialog').getByRole('alert').getByText('One of these roles is needed').waitFor();
  const reader = await house.signIn('bea', ['global-reader'], new URL(page.url()).pathname.slice('/centre'.length));
  await reader.getByText('It ends by itself').first().waitFor();
  assert.equal(await reader.getByRole('button', { name: 'Take it back' }).count(), 0);
});
