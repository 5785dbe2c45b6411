/** What a browser sees where the authority cannot send it back to the client: what to do, and the number. */
import type { ErrorOut, errors, KoaContextWithOIDC } from 'oidc-provider';
import { messagePage } from '../pages/message-page.ts';
import type { Page } from '../pages/page.ts';
import { text } from '../pages/text.ts';
import { type EntraFault, faultText } from './entra-error.ts';
import { explainFault } from './explain-fault.ts';
import { showPage } from './show-page.ts';

export function faultPage(fault: EntraFault, about: string): Page {
  const { status, code } = fault;
  const number = `AADSTS${code}`;
  return messagePage({ title: text('page.not-signed-in.title'), text: faultText(fault, about), number, status });
}

/** Puts the page of a fault before a browser that the library answers. */
export function showFault(ctx: KoaContextWithOIDC, fault: EntraFault, about: string): void {
  if (fault.retrySeconds !== undefined) ctx.set('retry-after', String(fault.retrySeconds));
  showPage(ctx, faultPage(fault, about));
}

export function errorPage(ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): void {
  const params = (ctx.oidc.params ?? ctx.query) as Record<string, unknown>;
  const about = out.error === 'invalid_redirect_uri' ? params['redirect_uri'] : params['client_id'];
  const { fault, about: subject } = explainFault(
    error as errors.OIDCProviderError,
    ctx,
    typeof about === 'string' ? about : '',
  );
  showFault(ctx, fault, subject);
}
