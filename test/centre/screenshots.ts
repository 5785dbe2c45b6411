/** `npm run screenshots`: the main pages, as they are, for the README and the documentation. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { livelyHouse } from './lively-house.ts';
import { settled } from './settled.ts';

const directory = join(import.meta.dirname, '../../docs/images');

async function take(page: Page, name: string): Promise<void> {
  await settled(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(directory, `${name}.png`) });
}

void test('the main pages', async (t: TestContext) => {
  await mkdir(directory, { recursive: true });
  const house = await livelyHouse(t);
  const refused = await house.send('scanner');
  await house.send('frontdesk');
  const viewport = { width: 1280, height: 800 };
  const page = await house.visit('/', { viewport });
  await take(page, 'home');
  for (const [name, path] of [
    ['users', '/users'],
    ['doctor', '/doctor?way=mailbox&user=scanner%40contoso.example'],
    ['sign-in', `/sign-ins/${refused}`],
    ['message-trace', '/mail-flow/trace'],
  ] as const) {
    await page.goto(`${house.url}/centre${path}`);
    await take(page, name);
  }
  const dark = await house.visit('/', { viewport, colorScheme: 'dark', locale: 'ru-RU' });
  await take(dark, 'home-dark-ru');
  const small = await house.visit('/', { viewport: { width: 390, height: 844 } });
  await take(small, 'home-narrow');
});
