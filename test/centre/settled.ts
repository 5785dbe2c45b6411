/** Waits until a page stands still: it has its heading, nothing is being loaded, and nothing moves. */
import type { Page } from 'playwright-core';

export async function settled(page: Page): Promise<void> {
  // Behind an open panel the heading of the page is none for those who ask by role.
  await page.locator('h1').first().waitFor();
  // A bar with a value measures something, and stays.
  const waiting = page.locator('[role=progressbar]:not([aria-valuenow])');
  while ((await waiting.count()) > 0) await waiting.first().waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready.then(() => null)');
  await page.evaluate(
    'Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))).then(() => null)',
  );
}
