/** The second factor: a code of an app or a recovery code, or a passkey. */
import { type Html, html, shownName } from '../../pages/html.ts';
import { errorBox, field, hidden, linkButton, passkeyForm } from '../../pages/parts.ts';
import { text } from '../../pages/text.ts';
import type { Problem } from './first-factor-view.ts';

export interface SecondFactorView {
  readonly path: string;
  readonly csrf: Html;
  readonly login: string;
  readonly hasAuthenticator: boolean;
  readonly hasRecoveryCodes: boolean;
  readonly isRecovering: boolean;
  /** Null: there is no passkey, or none that could be used here. */
  readonly passkey: object | null;
  readonly problem: Problem | null;
}

export function secondFactorView(view: SecondFactorView): Html {
  const { path, csrf, login, problem, passkey, hasAuthenticator, hasRecoveryCodes, isRecovering } = view;
  const asksCode = hasAuthenticator || isRecovering || passkey === null;
  return html`<h1>${text(isRecovering ? 'page.second.recovery-title' : 'page.second.title')}</h1>
<p class="who">${shownName(login)}</p>${problem && errorBox(problem.message, problem.errorCode)}
${passkey !== null && !isRecovering && passkeyForm({ action: `${path}/passkey`, csrf, purpose: 'sign-in', options: passkey, label: text('page.second.with-passkey'), isMain: !hasAuthenticator })}
${passkey !== null && !isRecovering && hasAuthenticator && html`<p class="or">${text('page.or')}</p>`}
${asksCode && codeForm(view)}
<div class="actions">${hasRecoveryCodes && !isRecovering && html`<a href="${path}?recovery=1">${text('page.second.use-recovery')}</a>`}${isRecovering && html`<a href="${path}">${text('page.back')}</a>`}${linkButton(`${path}/restart`, csrf, text('page.sign-in.other-account'))}${linkButton(`${path}/cancel`, csrf, text('page.cancel'))}</div>`;
}

function codeForm({ path, csrf, problem, isRecovering }: SecondFactorView): Html {
  const isWrong = problem !== null;
  return html`<form method="post" action="${path}/code">${csrf}${isRecovering && hidden('recovery', '1')}${field({
    name: 'code',
    label: text(isRecovering ? 'page.second.recovery-code' : 'page.second.code'),
    hint: text(isRecovering ? 'page.second.recovery-hint' : 'page.second.code-hint'),
    autocomplete: isRecovering ? 'off' : 'one-time-code',
    isFocused: true,
    isWrong,
    kind: isRecovering ? 'code' : 'numeric',
  })}<button>${text('page.second.button')}</button></form>`;
}
