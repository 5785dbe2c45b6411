/** A person at the pages with a real browser: what they type, and what their authenticator app shows. */
import assert from 'node:assert/strict';
import { Secret, TOTP } from 'otpauth';
import type { BrowserContext, Page } from 'playwright-core';
import { password } from '../fixtures/house-with-people.ts';

const stepMs = 30_000;

export async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  // A page that breaks its own policy, or whose script fails, is broken.
  page.on('pageerror', (error) => assert.fail(error));
  page.on('console', (message) =>
    assert.ok(message.type() !== 'error' || /status of [45]/.test(message.text()), message.text()),
  );
  await page.goto(url);
  return page;
}

export async function givePassword(page: Page, login: string, typed = password): Promise<void> {
  if (await page.getByLabel('User name').isVisible()) await page.getByLabel('User name').fill(login);
  // Where the organization is not known, the name is asked for by itself.
  const next = page.getByRole('button', { name: 'Next' });
  if (await next.isVisible()) await next.click();
  await page.getByLabel('Password').fill(typed);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The code of the step after `steps`; a code is good once, and one step early is near enough. */
export function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * stepMs });
}

export async function addAuthenticator(page: Page): Promise<{ secret: string; used: string; codes: string[] }> {
  await page.getByRole('link', { name: 'Authenticator app' }).click();
  const secret = ((await page.locator('#secret').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('Code from the app').fill('000000');
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByRole('alert').getByText('That code is not the right one now').waitFor();
  assert.equal(((await page.locator('#secret').textContent()) ?? '').replaceAll(' ', ''), secret, 'the same as before');
  const used = codeOf(secret);
  await page.getByLabel('Code from the app').fill(used);
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
  return { secret, used, codes: await page.locator('.codes li').allTextContents() };
}
