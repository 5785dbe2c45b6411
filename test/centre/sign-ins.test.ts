/** Sign-in log: an id from a device's panel leads to the doors that stood in its way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { request } from '../fixtures/house-with-people.ts';
import { houseWithDevice } from './house-with-device.ts';

async function verdictsOf(page: Page): Promise<Record<string, string>> {
  await page.locator('[data-gate]').first().waitFor();
  const pairs = await page
    .locator('[data-gate]')
    .evaluateAll((doors) =>
      doors.map((door) => [door.getAttribute('data-gate') ?? '', door.getAttribute('data-verdict') ?? '']),
    );
  return Object.fromEntries(pairs);
}

test('the id on a panel leads to the row of doors: which is shut, who shut it, what the device was told, what opens it', async (t) => {
  const house = await houseWithDevice(t);
  const { administration, tenant, device, url } = house;
  await administration.settings.changeOfUser(request, device, { mailboxSmtpAuth: 'off', perUserMfa: 'enforced' });
  const id = await house.send();
  const page = await house.signIn('ann', ['global-administrator']);
  await page.getByRole('searchbox', { name: 'Search' }).fill(`535 5.7.139 Authentication unsuccessful [x y ${id}]`);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}/centre/sign-ins/${id}`);
  await page.getByRole('heading', { level: 1, name: `Refused: ${device.userPrincipalName}` }).waitFor();
  const verdicts = await verdictsOf(page);
  assert.equal(verdicts['encryption'], 'open');
  assert.equal(verdicts['multi-factor'], 'shut');
  assert.equal(verdicts['smtp-auth'], 'shut');
  assert.equal(verdicts['token'], 'not-applicable');
  await page.getByText('Turned away at Multi-factor authentication. 1 more door is shut behind it.').waitFor();
  await page.getByText('535 5.7.139 Authentication unsuccessful', { exact: false }).first().waitFor();
  await page.getByText('As the settings are now, it would be refused at Multi-factor authentication.').waitFor();
  // What somebody changes meanwhile is said by itself.
  await administration.settings.changeOfUser(request, device, { mailboxSmtpAuth: 'on', perUserMfa: 'disabled' });
  await page.getByText('As the settings are now, it would be let in.').waitFor();
  // A door is looked at with the keyboard, and the link shares it.
  const door = page.getByRole('button', { name: /Authenticated SMTP/ });
  await door.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/door=smtp-auth/);
  const closer = page.getByRole('region', { name: 'The gate that you look at' });
  await closer.getByText('Authenticated SMTP of the mailbox: off. Set by test', { exact: false }).waitFor();
  await page.getByRole('link', { name: 'Go to the setting' }).last().click();
  await page.waitForURL(`${url}/centre/users/**`);
  assert.equal(tenant.displayName, 'Contoso');
});

test('the attempts of one session are told apart; whoever was let in has only open doors behind them', async (t) => {
  const house = await houseWithDevice(t);
  await house.send();
  const page = await house.signIn('ann', ['security-reader'], '/sign-ins');
  const row = page.getByRole('row').filter({ hasText: house.device.userPrincipalName });
  await row.getByText('Let in').waitFor();
  await row.getByRole('link').click();
  await page.getByText('All doors were open.').waitFor();
  const verdicts = Object.values(await verdictsOf(page));
  assert.ok(verdicts.every((verdict) => verdict === 'open' || verdict === 'not-applicable'));
  assert.equal(await page.getByRole('link', { name: 'Plan it in the doctor' }).count(), 0);
});

test('the log is searched by what the address of the page says', async (t) => {
  const house = await houseWithDevice(t);
  await house.send();
  await house.send({}, 'wrong');
  const page = await house.signIn('ann', ['global-reader'], '/sign-ins?kind=smtp');
  const table = page.getByRole('table', { name: 'Sign-in log' });
  await table.getByText('Refused', { exact: true }).waitFor();
  await table.getByText('Let in', { exact: true }).waitFor();
  await page.getByLabel('Outcome').selectOption({ label: 'Refused' });
  await page.waitForURL(/outcome=refused/);
  await table.getByText('Let in', { exact: true }).waitFor({ state: 'detached' });
  await page.getByLabel('Gate').selectOption({ label: 'Security defaults' });
  await page.getByText('No sign-in fits').waitFor();
  await page.reload();
  await page.getByText('No sign-in fits').waitFor();
  assert.equal(await page.getByLabel('Gate').inputValue(), 'security-defaults');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.waitForURL(/sign-ins$/);
  await table.getByText('Let in', { exact: true }).first().waitFor();
});

test('an id that nothing has is explained', async (t) => {
  const house = await houseWithDevice(t);
  const page = await house.signIn('ann', ['global-reader'], '/find/08DE2E0A1B2C3D4F');
  await page.getByRole('heading', { name: 'Nothing here has the id 08DE2E0A1B2C3D4F' }).waitFor();
  await page.getByRole('heading', { name: 'What an id looks like' }).waitFor();
  await page.getByRole('link', { name: 'Let the doctor read the whole reply' }).waitFor();
});

test('whose roles do not open the log is told which do, and is not led there', async (t) => {
  const house = await houseWithDevice(t);
  const id = await house.send({}, 'wrong');
  const page = await house.signIn('ann', ['user-administrator'], `/sign-ins/${id}`);
  await page.getByRole('alert').getByText('One of these roles is needed', { exact: false }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Sign-in log' }).count(), 0);
  await page.goto(`${house.url}/centre/find/${id}`);
  await page.getByText('Your roles do not open the log in which it stands.').waitFor();
});
