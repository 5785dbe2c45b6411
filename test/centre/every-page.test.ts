/** What holds of every page: it shuts nobody out, in the light and in the dark, has room on 360 px, and is Russian where it is to be. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { englishIn } from './english-in.ts';
import { livelyHouse, words } from './lively-house.ts';
import { settled } from './settled.ts';

const root = join(import.meta.dirname, '../..');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** For each path of the program an address of it; `SESSION`, `MESSAGE` and `CHANGE` stand for ids that the house has. */
const examples: Readonly<Record<string, string>> = {
  '/': '/',
  '/audit': '/audit',
  '/audit/:id': '/audit/CHANGE',
  '/doctor': '/doctor?way=mailbox&user=scanner%40contoso.example',
  '/find/:id': '/find/0123456789ABCDEF',
  '/health': '/health',
  '/identity/applications/:application?': '/identity/applications',
  '/identity/conditional-access/:policy?': '/identity/conditional-access/new',
  '/identity/properties': '/identity/properties',
  '/mail-flow/captured': '/mail-flow/captured',
  '/mail-flow/dead-letters': '/mail-flow/dead-letters',
  '/mail-flow/queue': '/mail-flow/queue',
  '/mail-flow/trace': '/mail-flow/trace',
  '/mail-flow/trace/:id': '/mail-flow/trace/MESSAGE',
  '/multi-factor': '/multi-factor',
  '/organization': '/organization',
  '/roles': '/roles',
  '/sign-ins': '/sign-ins',
  '/sign-ins/:sessionId': '/sign-ins/SESSION',
  '/users/:user?': '/users/scanner%40contoso.example',
};

/** The levels of WCAG 2.2 that the pages are held to. */
const tags = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What the automated audit finds wrong, but for the marks by which Fluent UI notices where the focus goes. It is run by the browser's tools, which the policy of the page does not bind. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(`${axe}; null`);
  const found = await page.evaluate<{ violations: Violation[] }>(
    `axe.run({ exclude: [['[data-tabster-dummy]']] }, { runOnly: { type: 'tag', values: ${tags} } })`,
  );
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
}

/** Calls `look` at every page, for somebody who may see all. */
async function everyPage(
  t: TestContext,
  options: BrowserContextOptions,
  look: (page: Page, path: string) => Promise<void>,
): Promise<void> {
  const house = await livelyHouse(t, { days: 2 });
  const message = await house.send('frontdesk');
  const session = await house.send('scanner');
  const change = await house.newestChange();
  const page = await house.visit('/', options);
  for (const example of Object.values(examples)) {
    await page.goto(
      `${house.url}/centre${example.replace('SESSION', session).replace('MESSAGE', message).replace('CHANGE', change)}`,
    );
    await settled(page);
    await look(page, example);
  }
}

test('every page of the program is among the examples', () => {
  const source = readFileSync(join(root, 'web/src/router.tsx'), 'utf8');
  const paths = [...source.matchAll(/page\(\s*'([^']+)'/g)].map(([, path = '']) => path);
  assert.deepEqual(Object.keys(examples).toSorted(), paths.toSorted());
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`no page shuts anybody out (WCAG 2.2 AA), ${colorScheme}`, async (t) => {
    const found: string[] = [];
    await everyPage(t, { colorScheme }, async (page, path) => {
      found.push(...(await violations(page)).map((each) => `${path} ${each}`));
    });
    assert.deepEqual(found, []);
  });

test('every page has room on 360 px', async (t) => {
  const found: string[] = [];
  await everyPage(t, { viewport: { width: 360, height: 740 } }, async (page, path) => {
    const width = await page.evaluate<number>(
      "Math.max(...['#main', 'body'].map((each) => document.querySelector(each).scrollWidth))",
    );
    if (width > 360) found.push(`${path} is ${width} px wide`);
  });
  assert.deepEqual(found, []);
});

test('every page is Russian for who reads Russian', async (t) => {
  const found: string[] = [];
  await everyPage(t, { locale: 'ru-RU' }, async (page, path) => {
    found.push(...(await englishIn(page, words)).map((each) => `${path}: ${each}`));
  });
  assert.deepEqual(found, []);
});
