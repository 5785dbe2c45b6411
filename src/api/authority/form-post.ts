/** An answer that the browser posts to the client (OAuth 2.0 Form Post Response Mode), by itself where it runs scripts. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import { html, shownName } from '../pages/html.ts';
import type { Page } from '../pages/page.ts';
import { hidden } from '../pages/parts.ts';
import { text } from '../pages/text.ts';
import { showPage } from './show-page.ts';

type Inputs = Readonly<Record<string, unknown>>;

interface Posted {
  readonly action: string;
  readonly inputs: Inputs;
  readonly application: string;
}

const postedIn = new WeakMap<object, Posted>();

export function formPost(ctx: KoaContextWithOIDC, action: string, inputs: Inputs): void {
  const application = ctx.oidc.client?.clientName ?? '';
  const posted = { action, inputs, application };
  postedIn.set(ctx, posted);
  showPage(ctx, formPostPage(posted));
}

/** Says of the error in it what Entra would. */
export function explainInFormPost(ctx: KoaContextWithOIDC, description: string): void {
  const posted = postedIn.get(ctx);
  if (posted === undefined) return;
  showPage(ctx, formPostPage({ ...posted, inputs: { ...posted.inputs, error_description: description } }));
}

function formPostPage({ action, inputs, application }: Posted): Page {
  const title = text('page.form-post.title');
  const fields = Object.entries(inputs).map(([name, value]) => hidden(name, String(value)));
  const body = html`<h1>${title}</h1><p class="lead">${text('page.form-post.text', { application: shownName(application) })}</p>
<form method="post" action="${action}" data-go-on>${fields}<button>${text('page.form-post.button')}</button></form>`;
  return { title, body, status: 'error' in inputs ? 400 : 200 };
}
