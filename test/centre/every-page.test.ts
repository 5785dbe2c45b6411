/** What holds of every page: it shuts nobody out, in the light and in the dark, has room on 360 px, and is Russian where it is to be. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
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
const wholeAudit = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** What is otherwise in the dark. */
const ofColours = { type: 'rule', values: ['color-contrast'] };

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What the automated audit finds wrong, but for the marks by which Fluent UI notices where the focus goes. It is run by the browser's tools, which the policy of the page does not bind. */
async function violations(page: Page, runOnly: object): Promise<string[]> {
  await page.evaluate(`${axe}; null`);
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const found = await page.evaluate<{ violations: Violation[] }>(
    `axe.run({ exclude: [['[data-tabster-dummy]']] }, ${options})`,
  );
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
}

/** One way of looking at every page, for somebody who may see all: what is wrong with each. */
interface View {
  readonly options: BrowserContextOptions;
  readonly look: (page: Page) => Promise<string[]>;
}

const views: Readonly<Record<string, View>> = {
  'no page shuts anybody out (WCAG 2.2 AA)': {
    options: { colorScheme: 'light' },
    look: (page) => violations(page, wholeAudit),
  },
  'every page can be read in the dark': {
    options: { colorScheme: 'dark' },
    look: (page) => violations(page, ofColours),
  },
  'every page has room on 360 px': {
    options: { viewport: { width: 360, height: 740 } },
    look: async (page) => {
      const widest = "Math.max(...['#main', 'body'].map((each) => document.querySelector(each).scrollWidth))";
      const width = await page.evaluate<number>(widest);
      return width > 360 ? [`${width} px wide`] : [];
    },
  },
  'every page is Russian for who reads Russian': {
    options: { locale: 'ru-RU' },
    look: (page) => englishIn(page, words),
  },
};

test('every page of the program is among the examples', () => {
  const source = readFileSync(join(root, 'web/src/router.tsx'), 'utf8');
  const paths = [...source.matchAll(/page\(\s*'([^']+)'/g)].map(([, path = '']) => path);
  assert.deepEqual(Object.keys(examples).toSorted(), paths.toSorted());
});

test('in every view of every page', async (t) => {
  const house = await livelyHouse(t, { days: 2 });
  const ids = {
    MESSAGE: await house.send('frontdesk'),
    SESSION: await house.send('scanner'),
    CHANGE: await house.newestChange(),
  };
  const paths = Object.values(examples).map((path) =>
    path.replace(/MESSAGE|SESSION|CHANGE/, (name) => ids[name as keyof typeof ids]),
  );
  for (const [name, { options, look }] of Object.entries(views))
    await t.test(name, async () => {
      const page = await house.visit('/', options);
      const found: string[] = [];
      for (const path of paths) {
        await page.goto(`${house.url}/centre${path}`);
        await settled(page);
        found.push(...(await look(page)).map((each) => `${path}: ${each}`));
      }
      await page.context().close();
      assert.deepEqual(found, []);
    });
});
