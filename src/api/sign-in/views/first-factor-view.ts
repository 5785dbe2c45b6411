/** Who are you: name and password on one page, or the name first where any organization may sign in. */
import { type Html, html, shownName } from '../../pages/html.ts';
import { errorBox, field, linkButton, passkeyForm } from '../../pages/parts.ts';
import { text } from '../../pages/text.ts';

export interface Problem {
  readonly message: string;
  readonly errorCode: number | null;
}

export interface FirstFactorView {
  /** `/sign-in/{uid}` */
  readonly path: string;
  readonly csrf: Html;
  readonly application: string;
  readonly login: string;
  readonly problem: Problem | null;
  /** What the browser asks an authenticator; null: passkeys are not offered here. */
  readonly passkey: object | null;
}

function head(application: string): Html {
  return html`<h1>${text('page.sign-in.title')}</h1><p class="lead">${text('page.sign-in.lead', { application: shownName(application) })}</p>`;
}

function passkeyPart({ path, csrf, passkey }: FirstFactorView): Html | null {
  if (passkey === null) return null;
  return html`<div data-needs-passkey hidden><p class="or">${text('page.or')}</p>${passkeyForm({
    action: `${path}/passkey`,
    csrf,
    purpose: 'sign-in',
    options: passkey,
    label: text('page.sign-in.with-passkey'),
    isMain: false,
  })}</div>`;
}

function cancel({ path, csrf }: FirstFactorView): Html {
  return html`<div class="actions">${linkButton(`${path}/cancel`, csrf, text('page.cancel'))}</div>`;
}

/** Only the name, since it tells the organization. */
export function nameView(view: FirstFactorView): Html {
  const { path, csrf, application, login, problem } = view;
  return html`${head(application)}${problem && errorBox(problem.message, problem.errorCode)}
<form method="post" action="${path}/name">${csrf}${field({
    name: 'login',
    label: text('page.sign-in.name'),
    autocomplete: 'username',
    value: login,
    isFocused: true,
    isWrong: problem !== null,
    hint: text('page.sign-in.name-hint'),
  })}<button>${text('page.next')}</button></form>
${passkeyPart(view)}${cancel(view)}`;
}

export function passwordView(view: FirstFactorView & { readonly isNameFixed: boolean }): Html {
  const { path, csrf, application, login, problem, isNameFixed } = view;
  const name = isNameFixed
    ? html`<p class="who">${shownName(login)}</p><input type="text" name="login" value="${login}" autocomplete="username" hidden readonly>`
    : field({
        name: 'login',
        label: text('page.sign-in.name'),
        autocomplete: 'username',
        value: login,
        isFocused: login === '',
        isWrong: problem !== null,
        hint: text('page.sign-in.name-hint'),
      });
  return html`${head(application)}${problem && errorBox(problem.message, problem.errorCode)}
<form method="post" action="${path}/password">${csrf}${name}${field({
    name: 'password',
    label: text('page.sign-in.password'),
    type: 'password',
    autocomplete: 'current-password',
    isFocused: login !== '',
    isWrong: problem !== null,
  })}<button>${text('page.sign-in.button')}</button></form>
${passkeyPart(view)}
<div class="actions">${isNameFixed && linkButton(`${path}/restart`, csrf, text('page.sign-in.other-account'))}${linkButton(`${path}/cancel`, csrf, text('page.cancel'))}</div>`;
}
