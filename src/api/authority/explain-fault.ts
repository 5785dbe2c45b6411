/** Says of a fault of the authority's library what Entra would: which number, and in which words. */
import type { errors } from 'oidc-provider';
import { type EntraFault, type EntraFaultName, entraFaults } from './entra-error.ts';

type LibraryError = Pick<errors.OIDCProviderError, 'error' | 'error_description' | 'error_detail' | 'status'>;

/** What our own code refused inside a request of the library's. */
const refusedWith = new WeakMap<object, { readonly fault: EntraFaultName; readonly about: string | null }>();

/** Keeps what is to be said, and gives back the error that ends the request. `about` null: the client. */
export function refuseWith<E extends Error>(
  ctx: object,
  fault: EntraFaultName,
  error: E,
  about: string | null = null,
): E {
  refusedWith.set(ctx, { fault, about });
  return error;
}

/** By the library's `error_detail`, or where there is none by its description. */
const byDetail: readonly [RegExp, EntraFaultName][] = [
  [/^authorization code already consumed|^already consumed/, 'codeUsed'],
  [/^authorization code is expired/, 'codeExpired'],
  [/redirect_uri mismatch/, 'redirectUriChanged'],
  [/code_verifier|PKCE verification/, 'codeVerifierWrong'],
  [/code_challenge_method/, 'codeChallengeMissing'],
  [/^code_challenge must/, 'codeChallengeWrong'],
  [/prompt/, 'promptUnknown'],
  [/requires PKCE/, 'codeChallengeMissing'],
  [/^refresh token is expired|^grant is expired/, 'refreshTokenExpired'],
  [/^refresh token already used|^grant not found/, 'grantRevoked'],
  [/^device code (not found|already consumed)/, 'deviceCodeWrong'],
];

const byError: Readonly<Record<string, EntraFaultName>> = {
  authorization_pending: 'authorizationPending',
  expired_token: 'deviceCodeExpired',
  access_denied: 'consentDeclined',
  invalid_grant: 'grantInvalid',
  invalid_redirect_uri: 'redirectUriUnknown',
  invalid_target: 'resourceNotFound',
  invalid_scope: 'invalidScope',
  login_required: 'loginRequired',
  consent_required: 'consentRequired',
  interaction_required: 'interactionRequired',
  unsupported_grant_type: 'grantTypeUnknown',
  unsupported_response_type: 'responseTypeUnknown',
  unsupported_response_mode: 'responseModeUnknown',
  invalid_client: 'applicationNotFound',
  temporarily_unavailable: 'tooManyUnfinished',
  server_error: 'serviceFault',
};

export interface Explained {
  readonly fault: EntraFault;
  /** What it is about, for the text. */
  readonly about: string;
}

/** `ctx`: the request that failed; `about`: the client's id. */
export function explainFault(error: LibraryError, ctx: object, about: string): Explained {
  const own = refusedWith.get(ctx);
  if (own !== undefined) return { fault: entraFaults[own.fault], about: own.about ?? about };
  const description = error.error_description ?? '';
  const said = /^AADSTS(\d+): (.*)$/s.exec(description);
  // What the pages of sign-in refused has its number already.
  if (said !== null)
    return { fault: { status: 400, error: error.error, code: Number(said[1]), text: said[2] ?? '' }, about: '' };
  const missing = /^missing required parameters? (.+)$/.exec(description);
  if (missing !== null) return { fault: entraFaults.parameterMissing, about: (missing[1] ?? '').replaceAll("'", '') };
  const detail = error.error_detail ?? description;
  const [, named] =
    byDetail.find(([pattern]) => pattern.test(detail)) ?? byDetail.find(([p]) => p.test(description)) ?? [];
  const name = named ?? byError[error.error];
  if (name !== undefined) return { fault: entraFaults[name], about };
  return { fault: entraFaults.parameterWrong, about: description };
}
