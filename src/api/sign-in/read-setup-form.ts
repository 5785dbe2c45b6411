/** What was filled into the page of the first start, and what is wrong with it. Pure. */
import { type PasswordRule, passwordMistake } from '../../directory/password-rule.ts';
import type { Form } from '../pages/form.ts';

export interface SetupForm {
  readonly code: string;
  readonly domain: string;
  readonly organization: string;
  readonly displayName: string;
  /** With the domain, whether it was typed or not. */
  readonly userPrincipalName: string;
  readonly password: string;
}

export type SetupField = 'code' | 'domain' | 'organization' | 'display-name' | 'login' | 'password' | 'password-again';

export interface ReadSetupForm {
  readonly form: SetupForm;
  /** The field that is wrong; `differs`: the password was not typed the same twice. */
  readonly problem: SetupField | 'differs' | null;
}

const longestName = 120;
const longestAddress = 320;
// RFC 1035 §2.3.1 and RFC 1123 §2.1.
const domainName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;
const addressName = /^[^\s@<>]+@[^\s@<>]+$/;

export function readSetupForm(filled: Form, rule: PasswordRule): ReadSetupForm {
  const typed = (name: string): string => (filled[name] ?? '').trim();
  const domain = typed('domain').toLowerCase();
  const login = typed('login').toLowerCase();
  const userPrincipalName = login.includes('@') ? login : `${login}@${domain}`;
  const organization = typed('organization') || domain;
  const displayName = typed('display-name') || login;
  // Spaces may belong to it.
  const password = filled['password'] ?? '';
  const form = { code: typed('code'), domain, organization, displayName, userPrincipalName, password };
  const differs = password === (filled['password-again'] ?? '') ? null : 'differs';
  return { form, problem: problemIn(form, rule) ?? differs };
}

function problemIn(
  { domain, organization, displayName, userPrincipalName, password }: SetupForm,
  rule: PasswordRule,
): ReadSetupForm['problem'] {
  if (!domainName.test(domain)) return 'domain';
  if (organization.length > longestName) return 'organization';
  if (displayName.length > longestName) return 'display-name';
  const isAddress = addressName.test(userPrincipalName) && userPrincipalName.length <= longestAddress;
  if (!isAddress || !userPrincipalName.endsWith(`@${domain}`)) return 'login';
  return passwordMistake(password, rule) === null ? null : 'password';
}
