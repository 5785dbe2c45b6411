/** The page of the first start: the organization, and who administers it. */
import type { PasswordRule } from '../../../directory/password-rule.ts';
import { type Html, html } from '../../pages/html.ts';
import { errorBox, field } from '../../pages/parts.ts';
import { text } from '../../pages/text.ts';
import type { SetupForm } from '../read-setup-form.ts';

export interface SetupView {
  readonly path: string;
  readonly csrf: Html;
  /** What was filled in before; the password is typed anew. */
  readonly form: SetupForm | null;
  readonly problem: string | null;
  readonly rule: PasswordRule;
}

export function setupView({ path, csrf, form, problem, rule }: SetupView): Html {
  const label = (name: string): string => text(`page.setup.${name}`);
  return html`<h1>${label('title')}</h1><p class="lead">${label('lead')}</p>${errorBox(problem)}
<form method="post" action="${path}">${csrf}${field({
    name: 'code',
    label: label('code'),
    hint: label('code-hint'),
    autocomplete: 'off',
    value: form?.code ?? '',
    kind: 'from-fragment',
  })}
<h2>${label('organization-part')}</h2>${field({
    name: 'domain',
    label: label('domain'),
    hint: label('domain-hint'),
    autocomplete: 'off',
    value: form?.domain ?? '',
    kind: 'after-fragment',
  })}${field({
    name: 'organization',
    label: label('organization'),
    autocomplete: 'organization',
    value: form?.organization ?? '',
  })}
<h2>${label('you-part')}</h2>${field({
    name: 'display-name',
    label: label('display-name'),
    autocomplete: 'name',
    value: form?.displayName ?? '',
  })}${field({
    name: 'login',
    label: label('login'),
    hint: label('login-hint'),
    autocomplete: 'username',
    value: form?.userPrincipalName ?? '',
  })}${field({
    name: 'password',
    label: label('password'),
    hint: text('page.setup.password-hint', { shortest: rule.shortest }),
    type: 'password',
    autocomplete: 'new-password',
    minLength: rule.shortest,
  })}${field({
    name: 'password-again',
    label: label('password-again'),
    type: 'password',
    autocomplete: 'new-password',
    minLength: rule.shortest,
  })}<button>${label('button')}</button></form>`;
}
