/** The page of the first start: the organization, and who administers it. */
import type { PasswordRule } from '../../../directory/password-rule.ts';
import { type Html, html } from '../../pages/html.ts';
import { errorBox, field } from '../../pages/parts.ts';
import { text } from '../../pages/text.ts';
import type { SetupField, SetupForm } from '../read-setup-form.ts';

export interface SetupProblem {
  readonly message: string;
  /** Null: it is about none. */
  readonly field: SetupField | null;
}

export interface SetupView {
  readonly path: string;
  readonly csrf: Html;
  /** What was filled in before; the password is typed anew. */
  readonly form: SetupForm | null;
  readonly problem: SetupProblem | null;
  readonly rule: PasswordRule;
}

export function setupView({ path, csrf, form, problem, rule }: SetupView): Html {
  const label = (name: string): string => text(`page.setup.${name}`);
  const asked = problem?.field ?? (form === null ? 'code' : 'password');
  const part = (name: SetupField) => ({
    name,
    label: label(name),
    isFocused: name === asked,
    isWrong: problem !== null && name === problem.field,
  });
  return html`<h1>${label('title')}</h1><p class="lead">${label('lead')}</p>${errorBox(problem?.message ?? null)}
<form method="post" action="${path}">${csrf}${field({
    ...part('code'),
    hint: label('code-hint'),
    autocomplete: 'off',
    value: form?.code ?? '',
    kind: 'from-fragment',
  })}
<h2>${label('organization-part')}</h2>${field({
    ...part('domain'),
    hint: label('domain-hint'),
    autocomplete: 'off',
    value: form?.domain ?? '',
    kind: 'after-fragment',
  })}${field({
    ...part('organization'),
    autocomplete: 'organization',
    isName: true,
    value: form?.organization ?? '',
  })}
<h2>${label('you-part')}</h2>${field({
    ...part('display-name'),
    autocomplete: 'name',
    isName: true,
    value: form?.displayName ?? '',
  })}${field({
    ...part('login'),
    hint: label('login-hint'),
    autocomplete: 'username',
    value: form?.userPrincipalName ?? '',
  })}${field({
    ...part('password'),
    hint: text('page.setup.password-hint', { shortest: rule.shortest }),
    type: 'password',
    autocomplete: 'new-password',
    minLength: rule.shortest,
  })}${field({
    ...part('password-again'),
    type: 'password',
    autocomplete: 'new-password',
    minLength: rule.shortest,
  })}<button>${label('button')}</button></form>`;
}
