/** An application signs people in with a real browser: what they are asked, what the application is told, and what the sign-in log keeps. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { decodeJwt } from 'jose';
import * as openid from 'openid-client';
import type { Browser, Page } from 'playwright-core';
import type { User } from '../../src/directory/nouns.ts';
import type { Permission } from '../../src/directory/permission.ts';
import { clientApplication, clientRedirectUri } from '../fixtures/client-application.ts';
import { houseWithPeople, password, request } from '../fixtures/house-with-people.ts';
import { openBrowser } from './open-browser.ts';
import { addAuthenticator, codeOf, givePassword, open } from './person-at-browser.ts';

async function houseWithClient(t: TestContext, requiredPermissions: readonly Permission[] = []) {
  const house = await houseWithPeople(t);
  const { administration, tenant, service, addUser } = house;
  const { applications } = administration;
  const application = await applications.register(request, {
    tenantId: tenant.id,
    displayName: 'Scan station',
    publicClient: true,
    redirectUris: [clientRedirectUri],
    requiredPermissions,
  });
  await applications.addServicePrincipal(request, tenant.id, application);
  const client = await clientApplication(t, `${service.httpUrl}/${tenant.id}/v2.0`, application.appId);
  const browser = await openBrowser(t);
  const appoint = (user: User) => {
    const target = { kind: 'user', id: user.id, name: user.userPrincipalName } as const;
    const assignment = { tenantId: tenant.id, principalId: user.id, role: 'global-administrator' } as const;
    return administration.roles.assign(request, assignment, target);
  };
  /** What became of each step of a sign-in, the oldest first: who, Entra's number, how it was proven. */
  const log = async () =>
    (await service.store.signInLog.list({ tenantId: tenant.id, limit: 100 }))
      .map(({ kind, login, errorCode, authentication, application: to }) => ({
        kind,
        login: login.replace('@x.example', ''),
        errorCode,
        authentication,
        to: to?.displayName,
      }))
      .toReversed();
  return { ...house, application, client, browser, appoint, addUser, log };
}

/** A browser that nobody signed in with yet, at the application. */
async function fresh(browser: Browser, url: string, query: Readonly<Record<string, string>> = {}): Promise<Page> {
  return open(await browser.newContext(), `${url}/?${new URLSearchParams(query).toString()}`);
}

async function giveCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code from your authenticator app').fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
}

const told = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();
const step = (login: string, errorCode: number, authentication = 'single-factor', kind = 'interactive') => ({
  kind,
  login,
  errorCode,
  authentication,
  to: 'Scan station',
});

test('security defaults: an administrator registers first, and is asked at every sign-in; others register once', async (t) => {
  const { administration, tenant, client, browser, appoint, addUser, log } = await houseWithClient(t);
  await administration.settings.changeOfTenant(request, tenant, { securityDefaults: true });
  await appoint(await addUser('ann'));
  await addUser('bob');
  const first = await fresh(browser, client.url, { login_hint: 'ann@x.example' });
  await givePassword(first, 'ann@x.example');
  await first.getByRole('heading', { name: 'Add a second factor' }).waitFor();
  const { secret } = await addAuthenticator(first);
  await first.getByRole('button', { name: 'I have kept them' }).click();
  await told(first, 'Hello ann@x.example');
  assert.deepEqual(decodeJwt(client.signedIn.at(-1)?.access_token ?? '')['amr'], ['pwd', 'otp', 'mfa']);

  const again = await fresh(browser, client.url);
  await givePassword(again, 'ann@x.example');
  await giveCode(again, codeOf(secret, 1));
  await told(again, 'Hello ann@x.example');
  // The session of the browser stands for the sign-in; whoever asks for a new one gets one, with everything.
  await again.goto(client.url);
  await told(again, 'Hello ann@x.example');
  await again.goto(`${client.url}/?prompt=login`);
  await givePassword(again, 'ann@x.example');
  await again.getByLabel('Code from your authenticator app').waitFor();

  const other = await fresh(browser, client.url);
  await givePassword(other, 'bob@x.example');
  await addAuthenticator(other);
  await other.getByRole('button', { name: 'I have kept them' }).click();
  await told(other, 'Hello bob@x.example');
  const later = await fresh(browser, client.url);
  await givePassword(later, 'bob@x.example');
  await told(later, 'Hello bob@x.example');
  assert.deepEqual(await log(), [
    step('ann', 50072),
    step('ann', 0, 'multi-factor'),
    step('ann', 0, 'multi-factor', 'non-interactive'),
    step('ann', 50074),
    step('ann', 0, 'multi-factor'),
    step('ann', 0, 'multi-factor', 'non-interactive'),
    step('ann', 0, 'multi-factor', 'non-interactive'),
    step('ann', 50074),
    step('bob', 50072),
    step('bob', 0, 'multi-factor'),
    step('bob', 0, 'multi-factor', 'non-interactive'),
    step('bob', 0),
    step('bob', 0, 'single-factor', 'non-interactive'),
  ]);
});

test('per-user MFA that is enforced asks a person who has no role', async (t) => {
  const { administration, client, browser, addUser, log } = await houseWithClient(t);
  await administration.settings.changeOfUser(request, await addUser('ann'), { perUserMfa: 'enforced' });
  const page = await fresh(browser, client.url);
  await givePassword(page, 'ann@x.example');
  const { secret } = await addAuthenticator(page);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await told(page, 'Hello ann@x.example');
  const again = await fresh(browser, client.url);
  await givePassword(again, 'ann@x.example');
  await giveCode(again, '000000');
  await again.getByRole('alert').getByText('That was not right').waitFor();
  await giveCode(again, codeOf(secret, 1));
  await told(again, 'Hello ann@x.example');
  assert.deepEqual(
    (await log()).filter(({ kind }) => kind === 'interactive'),
    [50079, 0, 50076, 500_121, 0].map((code) => step('ann', code, code === 0 ? 'multi-factor' : 'single-factor')),
  );
});

test('consent is refused, given once, and given by an administrator for everybody', async (t) => {
  const { client, browser, appoint, addUser, application, service, tenant } = await houseWithClient(t, [
    'User.Read',
    'User.ReadWrite.All',
  ]);
  await addUser('bob');
  const page = await fresh(browser, client.url, { scope: 'openid profile User.Read' });
  await givePassword(page, 'bob@x.example');
  await page.getByRole('heading', { name: 'Allow this application?' }).waitFor();
  await page.getByText('Read your profile').waitFor();
  assert.equal(await page.getByRole('checkbox').count(), 0, 'only an administrator speaks for everybody');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await told(page, 'access_denied: AADSTS65004: The user declined to consent');
  const read = { scope: 'openid profile User.Read' };
  await page.goto(`${client.url}/?${new URLSearchParams(read).toString()}`);
  await page.getByRole('button', { name: 'Allow' }).click();
  await told(page, 'Hello bob@x.example');
  assert.equal(decodeJwt(client.signedIn.at(-1)?.access_token ?? '')['scp'], 'openid profile User.Read');
  await page.goto(`${client.url}/?${new URLSearchParams(read).toString()}`);
  await told(page, 'Hello bob@x.example');

  const more = new URLSearchParams({ scope: 'openid profile User.ReadWrite.All' });
  await page.goto(`${client.url}/?${more.toString()}`);
  await page.getByRole('heading', { name: 'An administrator must allow this' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Allow' }).count(), 0);
  await page.getByRole('button', { name: 'Back to the application' }).click();
  await page.getByText('access_denied: AADSTS').waitFor();

  await appoint(await addUser('ann'));
  const consent = new URLSearchParams({ client_id: application.appId, redirect_uri: `${client.url}/back` });
  const address = `${service.httpUrl}/x.example/v2.0/adminconsent?${consent.toString()}`;
  const admin = await open(await browser.newContext(), address);
  await givePassword(admin, 'ann@x.example');
  await addAuthenticator(admin);
  await admin.getByRole('button', { name: 'I have kept them' }).click();
  await admin.getByRole('button', { name: 'Allow' }).click();
  await told(admin, `Consented by ${tenant.id}`);
  await page.goto(`${client.url}/?${more.toString()}`);
  await told(page, 'Hello bob@x.example');
});

test('a device gets tokens once its code was entered, and none where the person stops', async (t) => {
  const { client, browser, addUser, service, log } = await houseWithClient(t);
  await addUser('ann');
  const device = await openid.initiateDeviceAuthorization(client.configuration, { scope: 'openid profile' });
  const polling = openid.pollDeviceAuthorizationGrant(client.configuration, device);
  assert.equal(device.verification_uri, `${service.httpUrl}/devicelogin`);
  const page = await open(await browser.newContext(), device.verification_uri);
  await page.getByLabel('Code', { exact: true }).fill('BBBB-BBBB');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('There is no such code').waitFor();
  await page.getByLabel('Code', { exact: true }).fill(device.user_code.toLowerCase().replace('-', ' '));
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('heading', { name: 'Sign in to Scan station?' }).waitFor();
  await page.getByText(device.user_code).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await givePassword(page, 'ann@x.example');
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor();
  assert.equal((await polling).claims()?.['preferred_username'], 'ann@x.example');

  const other = await openid.initiateDeviceAuthorization(client.configuration, { scope: 'openid profile' });
  await page.goto(other.verification_uri_complete ?? '');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('heading', { name: 'Nobody was signed in' }).waitFor();
  await assert.rejects(openid.pollDeviceAuthorizationGrant(client.configuration, other), {
    error: 'authorization_declined',
  });
  assert.deepEqual(await log(), [
    step('ann', 0),
    step('ann', 0, 'single-factor', 'non-interactive'),
    step('Scan station', 65004, 'single-factor', 'non-interactive'),
  ]);
});

test('a wrong password, a disabled account, a session that is over, and a sign-out', async (t) => {
  const { administration, client, browser, addUser, log, url } = await houseWithClient(t);
  const ann = await addUser('ann');
  const disabled = await addUser('dan');
  await administration.settings.changeOfUser(request, disabled, { accountEnabled: false });
  const page = await fresh(browser, client.url);
  await givePassword(page, 'nobody@x.example');
  await page.getByRole('alert').getByText('User name or password is not right').waitFor();
  await page.getByLabel('User name').fill('ann@x.example');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').getByText('User name or password is not right').waitFor();
  await page.getByLabel('User name').fill('dan@x.example');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').getByText('Your account is disabled').waitFor();
  await page.getByLabel('User name').fill('ann@x.example');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await told(page, 'Hello ann@x.example');

  await administration.settings.changeOfUser(request, ann, { tokensValidFrom: Date.now() });
  await page.goto(`${client.url}/?prompt=none`);
  await page.getByText('login_required: AADSTS50058').waitFor();
  await page.goto(client.url);
  await page.getByLabel('User name').waitFor();
  const left = page.url();
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 3_700_000 });
  await page.goto(left);
  await page.getByRole('heading', { name: 'This sign-in is over' }).waitFor();
  await page.goto(client.url);
  await givePassword(page, 'ann@x.example');
  await told(page, 'Hello ann@x.example');
  t.mock.timers.setTime(Date.now() + 3_700_000);
  await page.goto(`${client.url}/?prompt=none`);
  await page.getByText('login_required: AADSTS50058').waitFor();

  await page.goto(client.url);
  await givePassword(page, 'ann@x.example');
  await told(page, 'Hello ann@x.example');
  await page.goto(`${client.url}/sign-out`);
  await told(page, 'Goodbye');
  await page.goto(`${client.url}/?prompt=none`);
  await page.getByText('login_required: AADSTS50058').waitFor();
  await page.goto(`${url}/my/security`);
  await page.getByLabel('User name').waitFor();
  assert.deepEqual(
    (await log()).filter(({ kind }) => kind === 'interactive').map(({ login, errorCode }) => `${login} ${errorCode}`),
    ['ann 50126', 'dan 50057', 'ann 0', 'ann 0', 'ann 0'],
    'that nobody has a name is in the log of no tenant',
  );
});
