/** Mail flow: what has become of a message, and what an operator does to those that wait. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { request } from '../fixtures/house-with-people.ts';
import { houseWithDevice } from './house-with-device.ts';

const failing = { failureAddresses: true };

test('the id of a message leads to its page: what happened, for whom, in the words of the upstream', async (t) => {
  const house = await houseWithDevice(t, failing);
  const id = await house.send({ subject: 'Page 1', to: ['office@other.example', '451@other.example'] });
  const page = await house.signIn('ann', ['exchange-administrator']);
  await page.getByRole('searchbox', { name: 'Search' }).fill(id);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${house.url}/centre/mail-flow/trace/${id}`);
  await page.getByRole('heading', { level: 1, name: 'Page 1' }).waitFor();
  await page.getByText('451 4.0.0 The address asked for this reply').waitFor();
  await page.getByText('Captured: kept here, sent nowhere').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the message' }).click();
  assert.equal((await download).suggestedFilename(), `${id}.eml`);
});

test('messages of the queue are held, released and cancelled together, after their consequences were said', async (t) => {
  const house = await houseWithDevice(t, failing);
  await house.send({ subject: 'One', to: '451@other.example' });
  await house.send({ subject: 'Two', to: '451@other.example' });
  const page = await house.signIn('ann', ['exchange-administrator'], '/mail-flow/queue');
  const table = page.getByRole('table', { name: 'Queue' });
  await table.getByText('Deferred').nth(1).waitFor();
  await table.getByRole('checkbox', { name: 'Select the 2 shown' }).click();
  await page.getByRole('button', { name: 'Hold' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('its sender is not told', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Hold' }).click();
  await page.getByText('2 messages are held until they are released.').waitFor();
  await table.getByText('Held').nth(1).waitFor();
  await table.getByRole('checkbox', { name: 'Select One' }).click();
  await page.getByRole('button', { name: 'Cancel delivery' }).click();
  await dialog.getByText('This cannot be undone.', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel delivery' }).click();
  await page.getByText('1 message will not be delivered any more.').waitFor();
  await table.getByText('One', { exact: true }).waitFor({ state: 'detached' });
  await table.getByText('Two', { exact: true }).waitFor();
});

test('whoever may only read sees the queue, and no button', async (t) => {
  const house = await houseWithDevice(t, failing);
  const id = await house.send({ subject: 'One', to: '451@other.example' });
  const page = await house.signIn('ann', ['global-reader'], '/mail-flow/queue');
  await page.getByRole('table', { name: 'Queue' }).getByText('One').waitFor();
  assert.equal(await page.getByRole('checkbox').count(), 0);
  await page.goto(`${house.url}/centre/mail-flow/trace/${id}`);
  await page.getByRole('heading', { name: 'What happened' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Try now' }).count(), 0);
  assert.equal(await page.getByRole('link', { name: 'Download the message' }).count(), 0);
});

test('captured mail and the empty lists say what they are', async (t) => {
  const house = await houseWithDevice(t, failing);
  await house.send({ subject: 'Kept' });
  const page = await house.signIn('ann', ['exchange-administrator'], '/mail-flow/captured');
  await page.getByRole('table', { name: 'Captured mail' }).getByText('Kept').waitFor();
  await page.getByRole('link', { name: 'Dead letters' }).click();
  await page.getByText('There are no dead letters').waitFor();
  await page.getByRole('link', { name: 'Message trace' }).click();
  await page.getByLabel('State').selectOption({ label: 'Bounced' });
  await page.getByText('No message fits').waitFor();
});

test('messages are found by what is typed; what a message says is read once, and that stands in the audit log', async (t) => {
  const house = await houseWithDevice(t);
  await house.send({ subject: 'Invoice 7', text: 'Please pay' });
  await house.send({ subject: 'Newsletter' });
  const page = await house.signIn('ann', ['exchange-administrator'], '/mail-flow/trace?search=invoice');
  const table = page.getByRole('table', { name: 'Message trace' });
  await table.getByRole('link', { name: 'Invoice 7' }).waitFor();
  assert.equal(await table.getByText('Newsletter').count(), 0);
  await table.getByRole('link', { name: 'Invoice 7' }).click();
  await page.getByText('That you read it will stand in the audit log.').waitFor();
  await page.getByRole('button', { name: 'Show the content' }).click();
  await page.getByText('Please pay').waitFor();
  await page.getByRole('tab', { name: 'Headers' }).click();
  await page.getByLabel('Headers').last().getByText('Invoice 7').waitFor();
  const read = await house.administration.changes.list(request, {
    tenantId: house.tenant.id,
    action: 'message.read',
    limit: 10,
  });
  assert.equal(read.length, 1);
});
