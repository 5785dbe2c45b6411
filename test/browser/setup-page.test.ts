/** The first start with a real browser: from the one-time link to an administrator with a second factor. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { maximumWrongSetupCodes } from '../../src/sign-in/setup-codes.ts';
import { Browser, formOf } from '../fixtures/browser.ts';
import { houseWithPeople, request } from '../fixtures/house-with-people.ts';
import { openBrowser } from './open-browser.ts';

const password = 'correct horse battery';

async function houseToSetUp(t: TestContext) {
  const house = await houseWithPeople(t);
  const browser = await openBrowser(t);
  const newLink = async () => ((await house.service.setupLink()) ?? '').replace('127.0.0.1', 'localhost');
  const open = async (url: string): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(url);
    return page;
  };
  return { ...house, newLink, open };
}

async function fill(page: Page, login = 'ann', again = password): Promise<void> {
  await page.getByLabel('Domain').fill('fabrikam.example');
  await page.getByLabel('Name of the organization').fill('Fabrikam');
  await page.getByLabel('Your name').fill('Ann');
  await page.getByLabel('User name').fill(login);
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('The same once more').fill(again);
  await page.getByRole('button', { name: 'Set it up' }).click();
}

test('the link makes the first administrator, who registers a second factor at once; then it is over', async (t) => {
  const { newLink, open, service, url } = await houseToSetUp(t);
  const link = await newLink();
  const asked: string[] = [];
  const page = await open('about:blank');
  page.on('request', (sent) => asked.push(`${sent.url()} ${sent.headers()['referer'] ?? ''}`));
  await page.goto(link);
  const [, code = ''] = link.split('#');
  assert.equal(await page.getByLabel('Set-up code').inputValue(), code);
  assert.ok(!page.url().includes(code), 'it does not stay in the address');
  await fill(page);
  await page.getByText('so that a stolen password opens nothing').waitFor();
  assert.ok(!asked.some((sent) => sent.includes(code)), 'nor is it sent in an address');

  await page.getByRole('link', { name: 'Authenticator app' }).click();
  const secret = ((await page.locator('#secret').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('Code from the app').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  await page.getByRole('button', { name: 'Turn it on' }).click();
  assert.equal(await page.locator('.codes li').count(), 10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByRole('heading', { name: 'Your second factors' }).waitFor();

  const { directory, roles, auditLog } = service.store;
  const user = await directory.findUser('ann@fabrikam.example');
  assert.deepEqual((await roles.rolesOf(user?.id ?? '')).toSorted(), ['global-administrator', 'platform-operator']);
  assert.equal((await directory.findTenant('fabrikam.example'))?.displayName, 'Fabrikam');
  const entries = await auditLog.list({ tenantId: user?.tenantId ?? '', limit: 10 });
  const done = entries.map(({ action, actor }) => `${action} by ${actor.name}`).toReversed();
  assert.deepEqual(done.slice(0, 2), ['tenant.add by set-up link', 'user.add by set-up link']);
  assert.ok(!JSON.stringify(entries).includes(code));
  assert.equal(await service.setupLink(), null);
  await (await open(link)).getByRole('heading', { name: 'Postern is set up' }).waitFor();
  assert.equal((await fetch(`${url}/setup`)).status, 410);
});

test('a wrong code, a bad form and one that is used by another browser make nobody', async (t) => {
  const { newLink, open, service } = await houseToSetUp(t);
  const link = await newLink();
  const page = await open(link);
  await page.getByLabel('Set-up code').fill('aaaaa-bbbbb-ccccc-ddddd-eeeee-fffff');
  await fill(page);
  await page.getByRole('alert').getByText('The set-up code is not right').waitFor();
  assert.equal(await page.getByLabel('Domain').inputValue(), 'fabrikam.example', 'what was typed stays');
  assert.equal(await page.getByLabel('Password').inputValue(), '', 'but for the password');
  await fill(page, 'ann', 'correct horse batery');
  await page.getByRole('alert').getByText('The two passwords are not the same').waitFor();
  assert.equal(await page.getByLabel('The same once more').inputValue(), '');
  await page.getByLabel('Set-up code').fill(link.split('#')[1] ?? '');
  await fill(page, 'ann@elsewhere.example');
  await page.getByRole('alert').getByText('must be in the domain').waitFor();
  assert.equal(await service.store.directory.findTenant('fabrikam.example'), null);
  const other = await open(link);
  await fill(page);
  await page.getByRole('heading', { name: 'Add a second factor' }).waitFor();
  await fill(other, 'eve');
  await other.getByRole('alert').getByText('somebody administers this service already').waitFor();
  assert.equal(await service.store.directory.findUser('eve@fabrikam.example'), null);
});

test('a link ends after 24 hours and with the next one; wrong codes hold up their address for an hour, and nobody else', async (t) => {
  const { newLink, open, administration, url } = await houseToSetUp(t);
  const browser = new Browser();
  const overText = 'is good no longer';
  const first = await newLink();
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 24 * 3_600_000 });
  const late = await open(first);
  await fill(late);
  await late.getByRole('alert').getByText(overText).waitFor();

  const second = await newLink();
  const page = await open(first);
  await fill(page);
  await page.getByRole('alert').getByText('The set-up code is not right').waitFor();
  // As the form of the page does, without the page.
  const { action, fields } = formOf(await (await browser.ask(`${url}/setup`)).text());
  const form = { ...fields, domain: 'fabrikam.example', login: 'ann', password, 'password-again': password };
  for (let wrong = 1; wrong < maximumWrongSetupCodes; wrong += 1)
    assert.equal((await browser.ask(`${url}${action}`, form)).status, 403);
  const right = await open(second);
  await fill(right);
  await right.getByRole('alert').getByText('Too many wrong set-up codes').waitFor();
  assert.deepEqual(
    (await administration.tenants.list(request)).map(({ domain }) => domain),
    ['x.example'],
  );
  t.mock.timers.setTime(Date.now() + 3_600_000);
  const later = await open(second);
  await fill(later);
  await later.getByRole('heading', { name: 'Add a second factor' }).waitFor();
});
