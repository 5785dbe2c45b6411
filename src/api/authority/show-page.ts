/** Puts a page of ours before a browser that the library answers. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import { type Page, pageHeaders, pageText } from '../pages/page.ts';

export function showPage(ctx: KoaContextWithOIDC, page: Page): void {
  ctx.status = page.status ?? 200;
  ctx.set(pageHeaders);
  ctx.body = pageText(page);
}
