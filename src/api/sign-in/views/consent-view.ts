/** What an application wants to do, and whether it may. */
import { type Html, html, shownName } from '../../pages/html.ts';
import { linkButton } from '../../pages/parts.ts';
import { text } from '../../pages/text.ts';
import type { Interaction, MissingScope } from '../interactions.ts';

export interface ConsentView {
  readonly path: string;
  readonly csrf: Html;
  readonly login: string;
  readonly interaction: Pick<Interaction, 'application' | 'missingScopes' | 'consentFor'>;
  /** May consent for the whole organization. */
  readonly isAdministrator: boolean;
}

export function consentView(view: ConsentView): Html {
  const { path, csrf, login, interaction, isAdministrator } = view;
  const { application, missingScopes, consentFor } = interaction;
  const mayConsent = isAdministrator || missingScopes.every(({ adminOnly }) => !adminOnly);
  const scopes =
    missingScopes.length > 0 ? missingScopes.map(scopeItem) : html`<li>${text('page.consent.sign-in')}</li>`;
  const lead = text(`page.consent.lead.${consentFor}`, { application: shownName(application.displayName) });
  return html`<h1>${text(mayConsent ? 'page.consent.title' : 'page.consent.needs-administrator')}</h1>
<p class="who">${shownName(login)}</p>
<p class="lead">${lead}</p>
<ul class="scopes">${scopes}</ul>
${mayConsent ? consentForm(view) : html`<p class="notice">${text('page.consent.ask-administrator')}</p>`}
${!mayConsent && html`<div class="actions">${linkButton(`${path}/cancel`, csrf, text('page.consent.back'))}</div>`}`;
}

function consentForm({ path, csrf, isAdministrator, interaction: { consentFor } }: ConsentView): Html {
  const asksForEverybody = isAdministrator && consentFor === 'person';
  return html`<form method="post" action="${path}/consent">${csrf}${asksForEverybody && html`<div class="field"><label class="check"><input type="checkbox" name="everybody" value="1"> ${text('page.consent.for-everybody')}</label></div>`}<p class="small">${text('page.consent.trust')}</p>
<div class="pair"><button name="answer" value="yes">${text('page.consent.accept')}</button><button class="quiet" name="answer" value="no">${text('page.cancel')}</button></div></form>`;
}

/** In words, with the name under which administrators know it. */
function scopeItem({ name, kind }: MissingScope): Html {
  return html`<li>${text(`page.consent.${kind}.${name}`)} <code class="small">${name}</code></li>`;
}
