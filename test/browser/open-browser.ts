/** A real browser for tests of pages: `$CHROME`, Debian's Chromium, or the one inside an npm package. */
import { existsSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { atEnd } from '../fixtures/at-end.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function executable(): Promise<string> {
  const found = [process.env['CHROME'], '/usr/bin/chromium'].find((path) => path && existsSync(path));
  if (found !== undefined) return found;
  const packaged = await import('@sparticuz/chromium');
  return packaged.default.executablePath();
}

export async function openBrowser(t: TestContext): Promise<Browser> {
  // A profile of its own, made and removed by playwright.
  const browser = await chromium.launch({ executablePath: await executable(), args: flags });
  atEnd(t, () => browser.close());
  return browser;
}

/** Gives the page an authenticator that says yes: resident keys, and the user verified. */
export async function giveAuthenticator(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
