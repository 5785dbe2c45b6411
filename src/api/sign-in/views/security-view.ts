/** A person's second factors. */
import type { AuthenticationMethod } from '../../../directory/authentication-method.ts';
import type { User } from '../../../directory/nouns.ts';
import { type Html, html, shownName } from '../../pages/html.ts';
import { errorBox, hidden, linkButton } from '../../pages/parts.ts';
import { text } from '../../pages/text.ts';

export interface SecurityView {
  readonly path: string;
  readonly csrf: Html;
  readonly user: User;
  readonly methods: readonly AuthenticationMethod[];
  readonly problem: string | null;
}

export function securityView({ path, csrf, user, methods, problem }: SecurityView): Html {
  const rows = methods.map(
    ({ id, kind, createdAt }) =>
      html`<li><div>${text(`page.security.${kind}`)}<small>${text('page.security.since', { date: new Date(createdAt).toISOString().slice(0, 10) })}</small></div><form method="post" action="${path}/remove">${csrf}${hidden('method', id)}<button class="link" aria-label="${text('page.security.remove-what', { what: text(`page.security.${kind}`) })}">${text('page.security.remove')}</button></form></li>`,
  );
  const hasCodes = methods.some(({ kind }) => kind === 'recovery-codes');
  return html`<h1>${text('page.security.title')}</h1>
<p class="who">${shownName(user.userPrincipalName)}</p>${errorBox(problem)}
${rows.length > 0 ? html`<ul class="rows">${rows}</ul>` : html`<p class="notice">${text('page.security.none')}</p>`}
<div class="row"><a class="button" href="${path}/register">${text('page.security.add')}</a>${methods.length > 0 && html`<form method="post" action="${path}/recovery-codes">${csrf}<button class="quiet">${text(hasCodes ? 'page.security.renew-codes' : 'page.security.make-codes')}</button></form>`}</div>
<div class="actions">${linkButton(`${path}/sign-out`, csrf, text('page.security.sign-out'))}</div>`;
}
