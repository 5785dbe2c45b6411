/** A service with the admin centre, people who administer it, and a real browser in which one of them is signed in. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { AdministratorRole } from '../../src/directory/administrator-role.ts';
import type { User } from '../../src/directory/nouns.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { givePassword } from '../browser/person-at-browser.ts';
import { type HouseWithPeople, houseWithPeople, request } from '../fixtures/house-with-people.ts';

export interface CentreHouse extends HouseWithPeople {
  /** Adds somebody with these roles, signs them in with a password alone, and answers a page at `path` of the centre. */
  signIn(
    name: string,
    roles: readonly AdministratorRole[],
    path?: string,
    options?: BrowserContextOptions,
  ): Promise<Page>;
  /** A page at `path` for a browser in which nobody is signed in. */
  visit(path: string, options?: BrowserContextOptions): Promise<Page>;
}

export async function centreHouse(t: TestContext, options: object = {}): Promise<CentreHouse> {
  const house = await houseWithPeople(t, 'Contoso', {}, options);
  const { administration, tenant, url } = house;
  // Second factors have tests of their own.
  await administration.settings.changeOfTenant(request, tenant, { administratorMfa: 'off' });
  const browser = await openBrowser(t);
  const visit: CentreHouse['visit'] = async (path, contextOptions = {}) => {
    const context = await browser.newContext({ locale: 'en-GB', ...contextOptions });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    watchFor(page);
    await page.goto(`${url}/centre${path}`);
    return page;
  };
  return {
    ...house,
    visit,
    async signIn(name, roles, path = '/', contextOptions = {}) {
      const user = await house.addUser(name);
      for (const role of roles)
        await administration.roles.assign(request, { tenantId: tenant.id, principalId: user.id, role }, targetOf(user));
      const page = await visit(path, contextOptions);
      await page.waitForURL('**/sign-in/**');
      await givePassword(page, user.userPrincipalName);
      await page.waitForURL(`${url}/centre${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
  };
}

function targetOf({ id, userPrincipalName: name }: User) {
  return { kind: 'user', id, name } as const;
}

/** A page that breaks its own policy, or whose script fails, is broken; what the API refuses is said in the page. */
function watchFor(page: Page): void {
  page.on('pageerror', (error) => assert.fail(error));
  page.on('console', (message) => {
    // In the frame of a mail everything is held back: the browser says so.
    if (/\/admin\/v1\/messages\/\w+\/html/.test(message.location().url + message.text())) return;
    if (message.text().includes(`"default-src 'none'". The request has been blocked`)) return;
    if (message.type() === 'error') assert.match(message.text(), /status of (?:4|503)/);
  });
}
