/** Parts that pages share: a field with its label, an error, a form for an authenticator. */
import { type Html, html } from './html.ts';
import { text } from './text.ts';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'password' | 'email';
  readonly autocomplete: string;
  readonly value?: string;
  readonly hint?: string;
  readonly isFocused?: boolean;
  /** The error above the form is about this field. */
  readonly isWrong?: boolean;
  readonly kind?: 'numeric' | 'code' | 'user-code' | 'from-fragment' | 'after-fragment';
  readonly minLength?: number;
  /** Of a person or an organization. */
  readonly isName?: boolean;
}

const longest = 320;

/** A field that the person does not see. */
export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

export function field({
  name,
  label,
  type = 'text',
  autocomplete,
  value = '',
  hint,
  isFocused,
  isWrong,
  kind,
  minLength,
  isName = false,
}: Field): Html {
  const capitals = isName ? 'words' : kind === 'user-code' ? 'characters' : 'none';
  const described = [hint !== undefined && `${name}-hint`, isWrong === true && 'error'].filter((id) => id !== false);
  return html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" maxlength="${longest}" required autocapitalize="${capitals}" spellcheck="false"${minLength !== undefined && html` minlength="${minLength}"`}${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}${isWrong === true && html` aria-invalid="true"`}${isFocused === true && html` autofocus`}${kind === 'numeric' && html` inputmode="numeric" class="code"`}${kind === 'user-code' && html` class="code user-code"`}${kind === 'from-fragment' && html` data-from-fragment`}${kind === 'after-fragment' && html` data-next`}>${hint !== undefined && html`<span class="hint" id="${name}-hint">${hint}</span>`}</div>`;
}

/** What went wrong, before the form; `errorCode` is Entra's number. */
export function errorBox(message: string | null, errorCode: number | null = null): Html | null {
  if (message === null) return null;
  return html`<p class="error" role="alert" id="error">${message}${errorCode !== null && html`<span class="number">${text('page.error-number', { errorCode })}</span>`}</p>`;
}

export interface PasskeyForm {
  readonly action: string;
  readonly csrf: Html;
  readonly purpose: 'register' | 'sign-in';
  /** What the browser asks the authenticator. */
  readonly options: object;
  readonly label: string;
  readonly isMain: boolean;
}

/** Hidden until the script of the page has seen that the browser can. */
export function passkeyForm({ action, csrf, purpose, options, label, isMain }: PasskeyForm): Html {
  return html`<form method="post" action="${action}" data-passkey="${purpose}" data-options="${JSON.stringify(options)}" hidden>${csrf}${hidden('answer', '')}<p class="error" role="alert" data-failed hidden>${text('page.passkey.failed')}</p><button class="${isMain ? 'main' : 'quiet'}">${label}</button></form>`;
}

/** A button that does something, looking like a link. */
export function linkButton(action: string, csrf: Html, label: string): Html {
  return html`<form method="post" action="${action}">${csrf}<button class="link">${label}</button></form>`;
}
