/** When a person is asked: to sign in, to choose who they are, to consent. */
import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { describeFault, entraFaults } from './entra-error.ts';

/** Whether the session of a browser is still good for the account that it is of. */
export type IsSessionGood = (ctx: KoaContextWithOIDC) => Promise<boolean>;

const { Check, Prompt, base } = interactionPolicy;

export function policyOf(isSessionGood: IsSessionGood): interactionPolicy.DefaultPolicy {
  const policy = base();
  const login = policy.get('login');
  const consent = policy.get('consent');
  if (login === undefined || consent === undefined) throw new Error('the library has no such prompts');
  login.checks.add(
    new Check('session_over', describeFault(entraFaults.loginRequired, ''), 'login_required', async (ctx) => {
      return ctx.oidc.session?.accountId !== undefined && !(await isSessionGood(ctx));
    }),
  );
  // Asking at each sign-in again is no habit of Entra's.
  consent.checks.remove('native_client_prompt');
  // An administrator's consent to everything is asked for whatever was granted before (admin-consent.ts).
  consent.checks.add(
    new Check('admin_consent', 'an administrator is asked to consent', 'consent_required', ({ oidc }) => {
      return oidc.params?.['admin_consent'] !== undefined && oidc.result?.consent === undefined;
    }),
  );
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  return policy;
}
