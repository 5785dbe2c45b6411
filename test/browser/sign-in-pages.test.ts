/** A person signs in at the pages with a real browser: password, authenticator app, recovery code, passkey, wrong input. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { houseWithPeople, password, request } from '../fixtures/house-with-people.ts';
import { giveAuthenticator, openBrowser } from './open-browser.ts';
import { addAuthenticator, codeOf, givePassword, open } from './person-at-browser.ts';

test('an administrator registers an authenticator app, signs in with it, and with a recovery code once', async (t) => {
  const { url, addUser, administration, tenant, service } = await houseWithPeople(t);
  const ann = await addUser('ann');
  const target = { kind: 'user', id: ann.id, name: ann.userPrincipalName } as const;
  const assignment = { tenantId: tenant.id, principalId: ann.id, role: 'global-administrator' } as const;
  await administration.roles.assign(request, assignment, target);
  const browser = await openBrowser(t);

  const first = await open(await browser.newContext(), `${url}/my/security`);
  await givePassword(first, 'ann@x.example', 'wrong');
  await first.getByRole('alert').getByText('User name or password is not right').waitFor();
  await givePassword(first, 'ann@x.example');
  await first.getByText('so that a stolen password opens nothing').waitFor();
  const { secret, used, codes } = await addAuthenticator(first);
  assert.equal(codes.length, 10);
  await first.getByRole('button', { name: 'I have kept them' }).click();
  await first.getByRole('heading', { name: 'Your second factors' }).waitFor();
  await first.getByRole('button', { name: 'Sign out' }).click();
  await first.getByRole('heading', { name: 'You are signed out' }).waitFor();

  const again = await open(await browser.newContext(), `${url}/my/security`);
  await givePassword(again, 'ann@x.example');
  await again.getByLabel('Code from your authenticator app').fill(used);
  await again.getByRole('button', { name: 'Continue' }).click();
  await again.getByRole('alert').waitFor();
  await again.getByLabel('Code from your authenticator app').fill(codeOf(secret, 1));
  await again.getByRole('button', { name: 'Continue' }).click();
  await again.getByRole('heading', { name: 'Your second factors' }).waitFor();

  for (const expected of ['Your second factors', 'Use a recovery code']) {
    const lost = await open(await browser.newContext(), `${url}/my/security`);
    await givePassword(lost, 'ann@x.example');
    await lost.getByRole('link', { name: 'Use a recovery code' }).click();
    await lost.getByLabel('Recovery code').fill((codes[0] ?? '').toUpperCase());
    await lost.getByRole('button', { name: 'Continue' }).click();
    await lost.getByRole('heading', { name: expected }).waitFor();
  }
  const records = await service.store.signInLog.list({ tenantId: tenant.id, limit: 50 });
  const shown = records.map(({ kind, errorCode }) => `${kind} ${errorCode}`).toReversed();
  assert.deepEqual(
    shown,
    [50126, 50072, 0, 50074, 500_121, 0, 50074, 0, 50074, 500_121].map((errorCode) => `interactive ${errorCode}`),
  );
  assert.ok(!JSON.stringify(records).includes(secret) && !JSON.stringify(records).includes(password));
});

test('a person makes a passkey, signs in with it without a name, and removes it', async (t) => {
  const { url, addUser } = await houseWithPeople(t);
  await addUser('bob');
  const browser = await openBrowser(t);
  const context = await browser.newContext();
  const page = await open(context, 'about:blank');
  await giveAuthenticator(context, page);
  await page.goto(`${url}/my/security`);
  await givePassword(page, 'bob@x.example');
  await page.getByRole('link', { name: 'Add a second factor' }).click();
  await page.getByRole('link', { name: 'Passkey' }).click();
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('Passkey').first().waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto(`${url}/my/security`);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('heading', { name: 'Your second factors' }).waitFor();
  await page.getByText('bob@x.example').waitFor();
  await page.getByRole('button', { name: 'Remove: Passkey' }).click();
  await page.getByRole('button', { name: 'Remove: Passkey' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto(`${url}/my/security`);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('alert').getByText('That was not right').waitFor();
});

test('it works without a script; a name that is HTML stays text; a narrow screen is wide enough', async (t) => {
  const { url, addUser } = await houseWithPeople(t, '<img src=x onerror=alert(1)>\u202e & Söhne');
  await addUser('eve');
  const browser = await openBrowser(t);
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  const page = await open(context, `${url}/my/security`);
  assert.equal(await page.getByRole('button', { name: 'passkey' }).isVisible(), false);
  await givePassword(page, 'eve@x.example');
  await page.getByRole('link', { name: 'Add a second factor' }).click();
  await page.getByText('<img src=x onerror=alert(1)> & Söhne').waitFor();
  const { codes } = await addAuthenticator(page);
  assert.equal(codes.length, 10);
  const { width } = (await page.locator('main').boundingBox()) ?? { width: 0 };
  assert.ok(width <= 320, String(width));
});

test('five wrong codes end the sign-in, and another browser cannot go on with it', async (t) => {
  const { url, addUser, administration } = await houseWithPeople(t);
  const user = await addUser('dan');
  await administration.settings.changeOfUser(request, user, { perUserMfa: 'enforced' });
  const browser = await openBrowser(t);
  const page = await open(await browser.newContext(), `${url}/my/security`);
  await givePassword(page, 'dan@x.example');
  await page.getByText('asks you for a second factor from now on').waitFor();
  const { secret } = await addAuthenticator(page);
  const stolen = await open(await browser.newContext(), page.url().replace(/\/register.*/, ''));
  await stolen.getByRole('heading', { name: 'This sign-in is over' }).waitFor();
  const again = await open(await browser.newContext(), `${url}/my/security`);
  await givePassword(again, 'dan@x.example');
  for (let tries = 0; tries < 5; tries += 1) {
    await again.getByLabel('Code from your authenticator app').fill(codeOf(secret, 1000 + tries));
    await again.getByRole('button', { name: 'Continue' }).click();
    await again.getByText(tries === 4 ? 'The sign-in was cancelled' : 'That was not right').waitFor();
  }
});
