/** What a browser sees where the authority cannot send it back to the client: the number and what to do. */
import type { ErrorOut, errors, KoaContextWithOIDC } from 'oidc-provider';
import { authorityPage, pageHeaders } from './authority-page.ts';
import { say } from './device-code.ts';
import { describeFault } from './entra-error.ts';
import { explainFault } from './explain-fault.ts';

export function errorPage(ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): void {
  const params = (ctx.oidc.params ?? ctx.query) as Record<string, unknown>;
  const about = out.error === 'invalid_redirect_uri' ? params['redirect_uri'] : params['client_id'];
  const { fault, about: subject } = explainFault(
    error as errors.OIDCProviderError,
    ctx,
    typeof about === 'string' ? about : '',
  );
  ctx.status = fault.status;
  ctx.set(pageHeaders);
  ctx.body = authorityPage({ title: say('error.title'), text: describeFault(fault, subject) });
}
