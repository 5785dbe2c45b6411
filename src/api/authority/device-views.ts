/** The pages of who signs in for a device: enter its code, see which application it is for, go on or stop. */
import { type Html, html, shownName } from '../pages/html.ts';
import { messagePage } from '../pages/message-page.ts';
import type { Page } from '../pages/page.ts';
import { errorBox, field, hidden } from '../pages/parts.ts';
import { text } from '../pages/text.ts';

export interface CodeForm {
  readonly action: string;
  /** The hidden field that shows that our own page sent it. */
  readonly token: Html;
  readonly code: string;
  readonly organization: string | null;
  /** It sends itself, since the person typed the code a moment ago. */
  readonly goesOn?: boolean;
}

export type CodeProblem = 'unknown' | 'expired' | 'used' | 'again' | 'failed';

export function enterCodePage(form: CodeForm, problem: CodeProblem | null): Page {
  const { action, token, code, organization, goesOn = false } = form;
  const title = text('page.device.title');
  const body = html`<h1>${title}</h1><p class="lead">${text(goesOn ? 'page.device.go-on' : 'page.device.lead')}</p>${errorBox(problem === null ? null : text(`page.device.problem.${problem}`))}
<form method="post" action="${action}"${goesOn && html` data-go-on`}>${token}${field({
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

export function confirmCodePage({ action, token, code, organization }: CodeForm, application: string): Page {
  const shown = shownName(application);
  const title = text('page.device.confirm.title', { application: shown });
  const body = html`<h1>${title}</h1><p class="lead">${text('page.device.confirm.lead', { application: shown })}</p>
<p class="user-code">${code}</p>
<p class="notice">${text('page.device.confirm.warning')}</p>
<form method="post" action="${action}">${token}${hidden('user_code', code)}${hidden('confirm', 'yes')}
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
