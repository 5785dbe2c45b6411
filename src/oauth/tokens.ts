/** Tokens for an OAuth client: by refresh, and for an application on its own, with a secret or a certificate. */
import { type AuthorityAnswer, askAuthority, endpointOf, numberIn, type OAuthClient, textIn } from './ask-authority.ts';

export interface Tokens {
  readonly accessToken: string;
  readonly endsAt: number;
  readonly refreshToken: string | null;
}

/** What an application proves itself with. */
export type ClientCredential =
  | { readonly kind: 'secret'; readonly secret: string }
  /** Both in PEM. */
  | { readonly kind: 'certificate'; readonly certificate: string; readonly privateKey: string };

export async function refreshTokens(client: OAuthClient, refreshToken: string, scope: string): Promise<Tokens> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken, scope };
  const tokens = tokensIn(await askAuthority(client, 'token', form));
  return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
}

export async function applicationTokens(
  client: OAuthClient,
  credential: ClientCredential,
  scope: string,
): Promise<Tokens> {
  const form = { grant_type: 'client_credentials', scope, ...(await proofOf(client, credential)) };
  return tokensIn(await askAuthority(client, 'token', form));
}

async function proofOf(client: OAuthClient, credential: ClientCredential): Promise<Record<string, string>> {
  if (credential.kind === 'secret') return { client_secret: credential.secret };
  // Loaded here alone: a command that needs no certificate answers sooner without it.
  const { clientAssertion } = await import('./client-assertion.ts');
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await clientAssertion(client.clientId, endpointOf(client, 'token'), credential),
  };
}

export function tokensIn(answer: AuthorityAnswer): Tokens {
  const { refresh_token: refreshToken } = answer;
  return {
    accessToken: textIn(answer, 'access_token'),
    endsAt: Date.now() + numberIn(answer, 'expires_in', 0) * 1000,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : null,
  };
}
