/** What an application wants to do, and whether it may. */
import { type Html, html, shownName } from '../../pages/html.ts';
import { linkButton } from '../../pages/parts.ts';
import { text } from '../../pages/text.ts';
import type { Interaction } from '../interactions.ts';

export interface ConsentView {
  readonly path: string;
  readonly csrf: Html;
  readonly login: string;
  readonly interaction: Pick<Interaction, 'application' | 'missingScopes'>;
  /** May consent for the whole organization. */
  readonly isAdministrator: boolean;
}

export function consentView(view: ConsentView): Html {
  const { path, csrf, login, interaction, isAdministrator } = view;
  const { application, missingScopes } = interaction;
  const mayConsent = isAdministrator || missingScopes.every(({ adminOnly }) => !adminOnly);
  const scopes = missingScopes.map(({ name }) => html`<li>${scopeText(name)}</li>`);
  return html`<h1>${text(mayConsent ? 'page.consent.title' : 'page.consent.needs-administrator')}</h1>
<p class="who">${shownName(login)}</p>
<p class="lead">${text('page.consent.lead', { application: shownName(application.displayName) })}</p>
<ul class="scopes">${scopes}</ul>
${mayConsent ? consentForm(view) : html`<p class="notice">${text('page.consent.ask-administrator')}</p>`}
${!mayConsent && html`<div class="actions">${linkButton(`${path}/cancel`, csrf, text('page.consent.back'))}</div>`}`;
}

function consentForm({ path, csrf, isAdministrator }: ConsentView): Html {
  return html`<form method="post" action="${path}/consent">${csrf}${isAdministrator && html`<div class="field"><label class="check"><input type="checkbox" name="everybody" value="1"> ${text('page.consent.for-everybody')}</label></div>`}<p class="small">${text('page.consent.trust')}</p>
<div class="pair"><button name="answer" value="yes">${text('page.consent.accept')}</button><button class="quiet" name="answer" value="no">${text('page.cancel')}</button></div></form>`;
}

/** In words where we have them; else the scope's own name. */
function scopeText(name: string): Html {
  const key = `page.consent.scope.${name}`;
  const words = text(key);
  return words === key ? html`<code>${name}</code>` : html`${words} <span class="small"><code>${name}</code></span>`;
}
