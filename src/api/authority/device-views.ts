/** The pages of who signs in for a device: enter its code, see which application it is for, go on or stop. */
import { type Html, html, shownName } from '../pages/html.ts';
import { messagePage } from '../pages/message-page.ts';
import type { Page } from '../pages/page.ts';
import { errorBox, field, hidden } from '../pages/parts.ts';
import { text } from '../pages/text.ts';

export interface CodeForm {
  readonly method: 'get' | 'post';
  readonly action: string;
  /** Shows that our own page sent it; null: there is nothing yet that it could be sent in the name of. */
  readonly xsrf: string | null;
  readonly code: string;
  readonly organization: string | null;
}

function xsrfField(xsrf: string | null): Html | null {
  return xsrf === null ? null : hidden('xsrf', xsrf);
}

/** `problem`: of its text, `page.device.problem.{problem}`. */
export function enterCodePage({ method, action, xsrf, code, organization }: CodeForm, problem: string | null): Page {
  const title = text('page.device.title');
  const body = html`<h1>${title}</h1><p class="lead">${text('page.device.lead')}</p>${errorBox(problem === null ? null : text(`page.device.problem.${problem}`))}
<form method="${method}" action="${action}">${xsrfField(xsrf)}${field({
    name: 'user_code',
    label: text('page.device.code'),
    hint: text('page.device.code-hint'),
    autocomplete: 'off',
    value: code,
    isFocused: true,
    isWrong: problem !== null,
    kind: 'user-code',
  })}<button>${text('page.next')}</button></form>`;
  return { title, body, organization, status: problem === null ? 200 : 400 };
}

export function confirmCodePage({ action, xsrf, code, organization }: CodeForm, application: string): Page {
  const shown = shownName(application);
  const title = text('page.device.confirm.title', { application: shown });
  const body = html`<h1>${title}</h1><p class="lead">${text('page.device.confirm.lead', { application: shown })}</p>
<p class="user-code">${code}</p>
<p class="notice">${text('page.device.confirm.warning')}</p>
<form method="post" action="${action}">${xsrfField(xsrf)}${hidden('user_code', code)}${hidden('confirm', 'yes')}
<div class="pair"><button>${text('page.device.confirm.button')}</button><button class="quiet" name="abort" value="yes">${text('page.device.confirm.stop')}</button></div></form>`;
  return { title, body, organization };
}

export function tooManyCodesPage(): Page {
  return messagePage({ title: text('page.device.tries.title'), text: text('page.device.tries.text'), status: 429 });
}

export function deviceStoppedPage(organization: string | null): Page {
  return messagePage({
    title: text('page.device.stopped.title'),
    text: text('page.device.stopped.text'),
    organization,
  });
}

export function deviceDonePage(application: string, organization: string | null): Page {
  const said = text('page.device.done.text', { application: shownName(application) });
  return messagePage({ title: text('page.device.done.title'), text: said, mark: 'good', organization });
}
