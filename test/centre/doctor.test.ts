/** The doctor in the admin centre: an error that is pasted, and a mailbox from what stops it to the proof and back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { password, request } from '../fixtures/house-with-people.ts';
import { centreHouse } from './centre-house.ts';

const refusal =
  "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator.";

test('a reply that is pasted into the search box is explained, and stands in no address', async (t) => {
  const house = await centreHouse(t);
  const page = await house.signIn('ann', ['global-administrator']);
  await page.getByRole('searchbox').fill(refusal);
  await page.getByRole('searchbox').press('Enter');
  await page.getByRole('heading', { name: 'Security defaults refuse sign-ins with a password' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/centre/doctor');
  assert.ok(!page.url().includes('535'));
  await page.getByText('weakens nothing').first().waitFor();
  assert.equal(await page.getByLabel('Text of the error').inputValue(), refusal);
});

test('a mailbox: what stops it, the plan, carried out, proved, and taken back', async (t) => {
  const house = await centreHouse(t);
  const scanner = await house.addUser('scanner');
  const { administration, tenant, service } = house;
  const page = await house.signIn('ann', ['global-administrator'], '/doctor?way=mailbox&user=scanner%40x.example');
  await administration.settings.changeOfTenant(request, tenant, { smtpAuth: 'on' });
  await administration.settings.changeOfUser(request, scanner, { mailboxSmtpAuth: 'off' });
  await page.reload();
  await page.getByText('scanner@x.example cannot send').waitFor();
  await page.getByText('weakens this mailbox only').first().waitFor();

  await page.getByRole('button', { name: 'Make this change' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('weakens this mailbox only').waitFor();
  await dialog.getByRole('button', { name: 'Make the change' }).click();
  await page.getByText('Done. Try the sign-in below').waitFor();
  await page.getByText('scanner@x.example can send').waitFor();
  const after = await service.store.directory.settingsOfUser(scanner.id);
  assert.equal(after.mailboxSmtpAuth.value, 'on');

  await page.getByLabel('Password of scanner@x.example').fill('not the right one');
  await page.getByRole('button', { name: 'Test sign-in' }).click();
  await page.getByText(/127\.0\.0\.1:\d+ refuses\./).waitFor();
  await page.getByLabel('Password of scanner@x.example').fill(password);
  await page.getByRole('button', { name: 'Test sign-in' }).click();
  await page.getByText(/127\.0\.0\.1:\d+ lets it in\./).waitFor();

  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Everything is as it was before.').waitFor();
  await page.getByText('scanner@x.example cannot send').waitFor();
  assert.equal((await service.store.directory.settingsOfUser(scanner.id)).mailboxSmtpAuth.value, 'off');
});

test('who may not change what the plan changes is told which role may', async (t) => {
  const house = await centreHouse(t);
  const scanner = await house.addUser('scanner');
  await house.administration.settings.changeOfUser(request, scanner, { mailboxSmtpAuth: 'off' });
  const page = await house.signIn('gil', ['global-reader'], '/doctor?way=mailbox&user=scanner%40x.example');
  await page.getByRole('button', { name: 'Make this change' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make the change' }).click();
  await page.getByText('One of these roles is needed: Global Administrator, Exchange Administrator').waitFor();
});
