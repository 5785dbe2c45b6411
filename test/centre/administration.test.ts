/** Users, organization settings, roles, applications and Conditional Access in the centre, with the service behind it. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { request } from '../fixtures/house-with-people.ts';
import { type CentreHouse, centreHouse } from './centre-house.ts';

const hostile = '"><img src=x onerror="document.title=1"><script>document.title=1</script>';

async function chiefAt(t: TestContext, path: string): Promise<{ house: CentreHouse; page: Page }> {
  const house = await centreHouse(t);
  return { house, page: await house.signIn('chief', ['global-administrator'], path) };
}

async function settingOf(house: CentreHouse, name: 'smtpAuth' | 'legacyTlsClients'): Promise<unknown> {
  const settings = await house.administration.settings.readOfTenant(request, house.tenant);
  return settings[name]?.value;
}

test('a user is added, with a password that is shown once and is good', async (t) => {
  const { house, page } = await chiefAt(t, '/users');
  await page.getByRole('button', { name: 'Add a user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Display name').fill(hostile.slice(0, 100));
  await dialog.getByLabel('Username').fill('fax');
  await dialog.getByRole('button', { name: 'Add a user' }).click();
  const made = await dialog.getByLabel('Password').inputValue();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByText('fax@x.example').waitFor();
  assert.ok(made.length >= 12);
  assert.ok(!page.url().includes(made), 'no password in the address');
  await page.goto(`${house.url}/centre/users/fax@x.example?tab=mail`);
  await page.getByLabel('Password of fax@x.example').fill(made);
  await page.getByRole('button', { name: 'Test sign-in' }).click();
  await page.getByText('SmtpClientAuthentication is disabled for the Tenant').waitFor();
  await page.getByText(/SMTP AUTH is off for .*, and the mailbox fax@x.example inherits it/).waitFor();
  assert.notEqual(await page.title(), '1', 'what is in a name is no script');
});

test('several users are changed at once and taken back; filters stand in the address', async (t) => {
  const house = await centreHouse(t);
  for (const name of ['ann', 'bob', 'carol']) await house.addUser(name);
  const page = await house.signIn('chief', ['global-administrator'], '/users');
  for (const name of ['ann', 'bob']) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('menuitem', { name: 'Block sign-in' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Block sign-in' }).click();
  await page.getByText('Sign-in of 2 users is blocked.').waitFor();
  await page.getByLabel('Sign-in', { exact: true }).selectOption('false');
  await page.getByText('2 in all').waitFor();
  assert.match(page.url(), /enabled=false/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Nobody fits these filters').waitFor();
});

test('a setting of the organization is changed with its consequence said, until an end, and undone', async (t) => {
  const { house, page } = await chiefAt(t, '/organization');
  await page.getByRole('button', { name: 'Edit: SMTP AUTH protocol of the organization' }).click();
  await page.getByRole('radio', { name: 'On' }).check();
  await page.getByText('Every mailbox without a value of its own can be signed in to over SMTP.').waitFor();
  await page.getByLabel('Put back by itself').selectOption('4');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved: SMTP AUTH protocol of the organization: On.').waitFor();
  assert.equal(await settingOf(house, 'smtpAuth'), 'on');
  await page.getByText(/Set by chief@x\.example.*It is put back at/).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('It was taken back.').waitFor();
  assert.equal(await settingOf(house, 'smtpAuth'), 'off');
});

test('an authentication policy is added, told to allow, made the default, and not removed while it is', async (t) => {
  const { house, page } = await chiefAt(t, '/organization');
  await page.getByLabel('Name of the new policy').fill('Scanners');
  await page.getByRole('button', { name: 'Add a policy' }).click();
  await page.getByText('Scanners was added.').waitFor();
  await page.getByRole('switch', { name: 'Allow SMTP with a password: Scanners' }).check();
  await page.getByText('Scanners allows SMTP with a password.').waitFor();
  await page.getByRole('button', { name: 'Edit: Default policy' }).click();
  await page.getByRole('radio', { name: 'Scanners' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved: Default policy: Scanners.').waitFor();
  await page.getByRole('button', { name: 'Remove: Scanners' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('alert').waitFor();
  const { tenant, administration } = house;
  const { defaultAuthenticationPolicy } = await administration.settings.readOfTenant(request, tenant);
  assert.equal(defaultAuthenticationPolicy?.value, 'Scanners');
});

test('a role is given and taken away; the last Global Administrator stays', async (t) => {
  const house = await centreHouse(t);
  await house.addUser('ann');
  const page = await house.signIn('chief', ['global-administrator'], '/roles');
  await page.getByRole('button', { name: 'Assign a role' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Username').fill('ann@x.example');
  await dialog.getByRole('button', { name: 'Assign a role' }).click();
  await page.getByText('ann@x.example is Exchange Administrator now.').waitFor();
  await page.getByRole('button', { name: 'Take away: Exchange Administrator, ann@x.example' }).click();
  await dialog.getByRole('button', { name: 'Take away' }).click();
  await page.getByText('ann@x.example is no longer Exchange Administrator.').waitFor();
  await page.getByRole('button', { name: 'Take away: Global Administrator, chief@x.example' }).click();
  await dialog.getByText('This is your own role').waitFor();
  await dialog.getByRole('button', { name: 'Take away' }).click();
  await dialog.getByRole('alert').waitFor();
});

test('an application is registered, gets a secret that is shown once, and consent', async (t) => {
  const { page } = await chiefAt(t, '/identity/applications');
  await page.getByRole('button', { name: 'Register an application' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(hostile.slice(0, 100));
  await page.getByRole('dialog').getByRole('button', { name: 'Register an application' }).click();
  await page.getByLabel('Name of the secret').fill('Gateway');
  await page.getByRole('button', { name: 'Make a secret' }).click();
  const secret = await page.getByRole('textbox', { name: 'Gateway' }).inputValue();
  assert.ok(secret.length > 20 && !page.url().includes(secret));
  await page.getByRole('button', { name: /Grant consent: SMTP\.SendAsApp/ }).click();
  await page.getByRole('button', { name: 'Grant consent', exact: true }).last().click();
  await page.getByText('SMTP.SendAsApp is granted.').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('table').getByText(hostile.slice(0, 20)).waitFor();
  assert.notEqual(await page.title(), '1');
});

test('a policy against legacy authentication begins at report-only; a place is named', async (t) => {
  const { house, page } = await chiefAt(t, '/identity/conditional-access');
  await page.getByLabel('Name of the location').fill('Office');
  await page.getByLabel('Ranges').fill('192.0.2.0/24');
  await page.getByRole('button', { name: 'Add a location' }).click();
  await page.getByText('The location Office was added.').waitFor();
  await page.getByRole('button', { name: 'New policy' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Block legacy');
  assert.equal(await page.getByRole('radio', { name: 'Report-only' }).isChecked(), true);
  await page.getByLabel('Excluded places').fill('Office');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The policy Block legacy was added.').waitFor();
  await page.getByRole('link', { name: 'Block legacy' }).click();
  await page.getByRole('radio', { name: 'On', exact: true }).check();
  await page.getByText('Whatever it names is refused from the next sign-in on.').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The policy Block legacy was changed.').waitFor();
  const { conditionalAccessPolicies } = await house.administration.settings.readOfTenant(request, house.tenant);
  assert.match(JSON.stringify(conditionalAccessPolicies?.value), /"state":"enabled"/);
});

test('who may only read sees what is set, and no button that changes it', async (t) => {
  const house = await centreHouse(t);
  await house.addUser('ann');
  const page = await house.signIn('reader', ['global-reader'], '/users');
  await page.getByText('ann@x.example').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Add a user' }).count(), 0);
  for (const [path, shown] of [
    ['/organization', 'SMTP AUTH protocol of the organization'],
    ['/roles', 'reader@x.example'],
    ['/identity/applications', 'No applications yet'],
    ['/identity/conditional-access', 'No policies yet'],
    ['/users/ann@x.example?tab=mail', 'All controls together'],
    ['/users/ann@x.example?tab=security', 'App passwords'],
  ] as const) {
    await page.goto(`${house.url}/centre${path}`);
    await page.getByText(shown, { exact: true }).first().waitFor();
    const writing = page.getByRole('button', {
      name: /^(?:Edit|Save|Remove|Take|Add|Assign|Register|New|Grant|Make|Enforce)/,
    });
    assert.equal(await writing.count(), 0, path);
  }
});

test('the panel of a user takes the focus, and gives it back to the row that opened it', async (t) => {
  const house = await centreHouse(t);
  await house.addUser('ann');
  const page = await house.signIn('chief', ['global-administrator'], '/users');
  await page.getByRole('link', { name: 'ann' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'ann' }).waitFor();
  await page.getByRole('dialog').locator(':focus').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'ann' }).waitFor({ state: 'detached' });
  await page.locator('a:focus', { hasText: 'ann' }).waitFor();
});

test('the names of a user are changed, and changed back', async (t) => {
  const house = await centreHouse(t);
  const ann = await house.addUser('ann');
  const page = await house.signIn('chief', ['global-administrator'], '/users');
  await page.getByRole('link', { name: 'ann' }).click();
  await page.getByRole('button', { name: 'Edit names' }).click();
  await page.getByLabel('Aliases').fill('copier@x.example');
  await page.getByRole('textbox', { name: 'Display name' }).fill('Ann at the desk');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('The names were changed.').waitFor();
  await page.getByRole('dialog', { name: 'Ann at the desk' }).getByText('copier@x.example').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('It was taken back.').waitFor();
  const now = await house.administration.users.find(request, ann.id, 'user');
  assert.deepEqual([now.displayName, now.aliases], ['ann', []]);
});
