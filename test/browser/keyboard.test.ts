/** A person without a mouse: where the focus is, what is said of a wrong field, and that everything is reached. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { houseWithPeople, password } from '../fixtures/house-with-people.ts';
import { openBrowser } from './open-browser.ts';
import { codeOf, open } from './person-at-browser.ts';

interface Focus {
  readonly label: string;
  readonly autocomplete: string | null;
  readonly isWrong: boolean;
  /** What is said beside the label. */
  readonly said: string;
  readonly isSeen: boolean;
}

/** What has the focus, to who cannot see it. */
const focus = (page: Page): Promise<Focus> =>
  page.evaluate(`(() => {
    const at = document.activeElement;
    const described = (at.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id));
    return {
      label: at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent.trim(),
      autocomplete: at.getAttribute('autocomplete'),
      isWrong: at.getAttribute('aria-invalid') === 'true',
      said: described.map((each) => each?.textContent ?? '').join(' ').trim(),
      isSeen: getComputedStyle(at).outlineStyle !== 'none',
    };
  })()`);

/** All that can be seen and used. */
const controls = `[...document.querySelectorAll('a[href], button, input:not([type=hidden])')]
  .filter((each) => each.checkVisibility())`;

/** Tabs through the page, and holds it to everything that can be used having had its turn, in order, with a ring around it. */
async function reachesEverything(page: Page): Promise<void> {
  const there = await page.evaluate<string[]>(`${controls}.map((each) => each.outerHTML)`);
  await page.evaluate(`${controls}[0].focus()`);
  const reached: string[] = [];
  for (const _ of there) {
    reached.push(await page.evaluate<string>('document.activeElement.outerHTML'));
    await page.keyboard.press('Tab');
    if (reached.length < there.length) assert.ok((await focus(page)).isSeen, reached.at(-1));
  }
  assert.deepEqual(reached, there);
}

test('a person signs in and registers an app with the keyboard alone', async (t) => {
  const { url, addUser } = await houseWithPeople(t);
  await addUser('ann');
  const page = await open(await (await openBrowser(t)).newContext(), `${url}/my/security`);
  const name = await focus(page);
  assert.deepEqual(
    [name.label, name.autocomplete, name.said],
    ['User name', 'username', 'For instance ann@contoso.example'],
  );
  await reachesEverything(page);
  await page.getByLabel('User name').focus();
  await page.keyboard.type('ann@x.example\n');
  await page.getByLabel('Password').waitFor();
  assert.equal((await focus(page)).autocomplete, 'current-password');
  await page.keyboard.type('not the password\n');
  await page.getByRole('alert').waitFor();
  const wrong = await focus(page);
  assert.ok(wrong.label === 'Password' && wrong.isWrong, 'the wrong field has the focus');
  assert.match(wrong.said, /User name or password is not right/);
  assert.equal(
    await page.locator('input[name=login]').getAttribute('autocomplete'),
    'username',
    'for who keeps passwords',
  );
  await reachesEverything(page);
  await page.getByLabel('Password').focus();
  await page.keyboard.type(`${password}\n`);
  await page.getByRole('heading', { name: 'Your second factors' }).waitFor();
  await reachesEverything(page);
  await page.getByRole('link', { name: 'Add a second factor' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Authenticator app' }).focus();
  await reachesEverything(page);
  await page.getByRole('link', { name: 'Authenticator app' }).focus();
  await page.keyboard.press('Enter');
  const secret = ((await page.locator('#secret').textContent()) ?? '').replaceAll(' ', '');
  const code = await focus(page);
  assert.deepEqual([code.label, code.autocomplete], ['Code from the app', 'one-time-code']);
  assert.equal(await page.getByLabel('Code from the app').getAttribute('inputmode'), 'numeric');
  await page.keyboard.type(`${codeOf(secret)}\n`);
  await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
  await reachesEverything(page);
});

test('the page of the first start leads to the field that is wrong', async (t) => {
  const { service } = await houseWithPeople(t);
  const link = ((await service.setupLink()) ?? '').replace('127.0.0.1', 'localhost');
  const page = await open(await (await openBrowser(t)).newContext(), link.replace(/#.*/, ''));
  assert.equal((await focus(page)).label, 'Set-up code');
  await page.goto('about:blank');
  await page.goto(link);
  assert.equal((await focus(page)).label, 'Domain', 'the link has brought the code');
  for (const typed of ['not a domain', 'Contoso', 'Ann', 'ann']) {
    await page.keyboard.type(typed);
    await page.keyboard.press('Tab');
  }
  assert.equal((await focus(page)).autocomplete, 'new-password');
  await page.keyboard.type(password);
  await page.keyboard.press('Tab');
  await page.keyboard.type(`${password}\n`);
  await page.getByRole('alert').waitFor();
  const wrong = await focus(page);
  assert.ok(wrong.label === 'Domain' && wrong.isWrong);
  assert.match(wrong.said, /That is no name of a domain/);
  await reachesEverything(page);
});
