/** Registering a second factor: which one, the authenticator app with its QR code, the passkey, and the recovery codes. */
import { renderSVG } from 'uqr';
import { Html, html } from '../../pages/html.ts';
import { errorBox, field, linkButton, passkeyForm } from '../../pages/parts.ts';
import { text } from '../../pages/text.ts';

export interface RegisterView {
  /** `/sign-in/{uid}/register`, or that of the signed-in person. */
  readonly path: string;
  readonly csrf: Html;
  /** Where `back` leads, a page; null: there is no way around this. */
  readonly back: string | null;
  /** Ends the sign-in; null: there is none. */
  readonly cancel: string | null;
  readonly problem: string | null;
}

function actions({ csrf, back, cancel }: RegisterView): Html {
  return html`<div class="actions">${back !== null && html`<a href="${back}">${text('page.back')}</a>`}${cancel !== null && linkButton(cancel, csrf, text('page.cancel'))}</div>`;
}

export function chooseMethodView(
  view: RegisterView & { readonly lead: string; readonly offersPasskey: boolean },
): Html {
  const { path, lead, offersPasskey, problem } = view;
  const choice = (kind: 'authenticator' | 'passkey') =>
    html`<li><a href="${path}/${kind}"><strong>${text(`page.register.${kind}`)}</strong><span>${text(`page.register.${kind}-about`)}</span></a></li>`;
  return html`<h1>${text('page.register.title')}</h1><p class="lead">${lead}</p>${errorBox(problem)}
<ul class="choices">${offersPasskey && choice('passkey')}${choice('authenticator')}</ul>${actions(view)}`;
}

export function authenticatorView(view: RegisterView & { readonly uri: string; readonly secret: string }): Html {
  const { path, csrf, uri, secret, problem } = view;
  // The module makes it of digits and the words for black and white alone.
  const picture = new Html(renderSVG(uri, { border: 1 }));
  return html`<h1>${text('page.authenticator.title')}</h1><p class="lead">${text('page.authenticator.lead')}</p>
<div class="qr" role="img" aria-label="${text('page.authenticator.qr')}">${picture}</div>
<p class="small">${text('page.authenticator.by-hand')} <code class="secret" id="secret">${(secret.match(/.{1,4}/g) ?? []).join(' ')}</code></p>
${errorBox(problem)}
<form method="post" action="${path}/authenticator">${csrf}${field({
    name: 'code',
    label: text('page.authenticator.code'),
    autocomplete: 'one-time-code',
    isFocused: true,
    isWrong: problem !== null,
    kind: 'numeric',
  })}<button>${text('page.authenticator.button')}</button></form>${actions(view)}`;
}

export function passkeyView(view: RegisterView & { readonly options: object }): Html {
  const { path, csrf, options, problem } = view;
  return html`<h1>${text('page.passkey.title')}</h1><p class="lead">${text('page.passkey.lead')}</p>${errorBox(problem)}
<noscript><p class="notice">${text('page.passkey.needs-script')}</p></noscript>
${passkeyForm({ action: `${path}/passkey`, csrf, purpose: 'register', options, label: text('page.passkey.button'), isMain: true })}${actions(view)}`;
}

export function recoveryCodesView(
  codes: readonly string[],
  proceed: { readonly path: string; readonly csrf: Html },
): Html {
  return html`<h1>${text('page.recovery.title')}</h1><p class="lead">${text('page.recovery.lead')}</p>
<ul class="codes">${codes.map((code) => html`<li>${code}</li>`)}</ul>
<form method="post" action="${proceed.path}">${proceed.csrf}<button>${text('page.recovery.button')}</button></form>
<div class="actions"><button class="link" type="button" data-print hidden>${text('page.recovery.print')}</button></div>`;
}
