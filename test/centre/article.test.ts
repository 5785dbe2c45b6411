/** The three steps of Microsoft's article on SMTP AUTH, clicked through, with a real mail client before and after. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { bedside } from '../fixtures/doctor-house.ts';
import { password, request } from '../fixtures/house-with-people.ts';
import { centreHouse } from './centre-house.ts';

/** A house in which all three controls refuse `device`. */
async function refusingHouse(t: TestContext) {
  const house = await centreHouse(t);
  const { administration, tenant, service } = house;
  const device = await house.addUser('device');
  const client = await bedside(t, service);
  return {
    ...house,
    send: () => client.send(device.userPrincipalName, password),
    async shut(): Promise<void> {
      await administration.settings.changeOfTenant(request, tenant, { securityDefaults: true });
      await administration.settings.changeOfUser(request, device, { perUserMfa: 'enforced' });
    },
  };
}

async function turnOffSecurityDefaults(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Properties' }).click();
  await page.getByRole('button', { name: 'Manage security defaults' }).click();
  await page.getByRole('radio', { name: 'No' }).check();
  await page.getByText('Every user of the organization loses the protection').waitFor();
  await page.getByText('Refused as before, but at another gate: 1').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Security defaults are off.').waitFor();
}

async function tickAuthenticatedSmtp(page: Page, user: string): Promise<void> {
  await page.getByRole('link', { name: 'Active users' }).click();
  await page.getByRole('link', { name: user }).click();
  await page.getByRole('tab', { name: 'Mail' }).click();
  await page.getByRole('button', { name: 'Manage email apps' }).click();
  await page.getByRole('checkbox', { name: 'Authenticated SMTP' }).check();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Authenticated SMTP is on for the mailbox.').waitFor();
  await page.getByText('On here, yet refused').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
}

async function disableMultiFactor(page: Page, user: string): Promise<void> {
  await page.getByRole('link', { name: 'Multi-factor authentication' }).click();
  await page.getByRole('checkbox', { name: `Select ${user}` }).check();
  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disable', exact: true }).click();
  await page.getByText('Per-user MFA is disabled.').waitFor();
}

test("the article's three steps are clicked through, and the client that was refused sends", async (t) => {
  const house = await refusingHouse(t);
  const page = await house.signIn('chief', ['global-administrator']);
  await house.shut();
  assert.match((await house.send()) ?? 'it was sent', /security defaults policy/);
  await turnOffSecurityDefaults(page);
  // Per-user MFA stands before SMTP AUTH, and says what a wrong password is told.
  assert.match((await house.send()) ?? 'it was sent', /the user credentials were incorrect/);
  await tickAuthenticatedSmtp(page, 'device');
  assert.match((await house.send()) ?? 'it was sent', /the user credentials were incorrect/);
  await disableMultiFactor(page, 'device');
  assert.equal(await house.send(), null);
});

test('what was done is taken back where it was said', async (t) => {
  const house = await refusingHouse(t);
  const page = await house.signIn('chief', ['global-administrator'], '/identity/properties');
  await house.shut();
  assert.match((await house.send()) ?? 'it was sent', /security defaults policy/);
  await page.reload();
  await turnOffSecurityDefaults(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('It was taken back.').waitFor();
  assert.match((await house.send()) ?? 'it was sent', /security defaults policy/);
});

test('who may not change security defaults sees who may, and no button to save', async (t) => {
  const house = await refusingHouse(t);
  const page = await house.signIn('reader', ['global-reader'], '/identity/properties');
  await page.getByRole('button', { name: 'Manage security defaults' }).click();
  await page.getByText(/Who may change it: Global Administrator, Security Administrator/).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Save' }).count(), 0);
  assert.equal(await page.getByRole('radio', { name: 'Yes' }).isDisabled(), true);
});
