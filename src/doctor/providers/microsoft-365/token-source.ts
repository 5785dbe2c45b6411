/** Tokens for each API, asked for when first needed and renewed before their end: of an application, or of a person. */
import type { OAuthClient } from '../../../oauth/ask-authority.ts';
import { AuthorityRefusal, NoAuthority } from '../../../oauth/ask-authority.ts';
import { applicationTokens, type ClientCredential, refreshTokens, type Tokens } from '../../../oauth/tokens.ts';
import { ApiFault, failed } from './api-fault.ts';
import { type HeldToken, heldToken } from './token-claims.ts';

/** A token is renewed so long before its end. */
const earlyMs = 60_000;

export interface TokenSource {
  /** For an API by its resource; an `ApiFault` where there is none to be had. */
  token(resource: string): Promise<string>;
  /** What the token for it says of itself; all unknown as long as there is none. */
  held(resource: string): HeldToken;
}

export function applicationTokenSource(client: OAuthClient, credential: ClientCredential): TokenSource {
  return kept((resource) => applicationTokens(client, credential, `${resource}/.default`));
}

/** Of a person who has signed in: one refresh token is good for every API that was consented to. */
export function personTokenSource(client: OAuthClient, refreshToken: string): TokenSource {
  let current = refreshToken;
  let before: Promise<unknown> = Promise.resolve();
  return kept(async (resource) => {
    // A refresh token may be good once only: whoever renews waits for the one before.
    const turn = before.then(async () => {
      const tokens = await refreshTokens(client, current, `${resource}/.default offline_access`);
      current = tokens.refreshToken ?? current;
      return tokens;
    });
    before = turn.catch(() => {});
    return turn;
  });
}

function kept(ask: (resource: string) => Promise<Tokens>): TokenSource {
  const tokens = new Map<string, Promise<Tokens>>();
  const heldOf = new Map<string, HeldToken>();
  const renew = (resource: string): Promise<Tokens> => {
    const fresh = ask(resource).then(
      (given) => {
        heldOf.set(resource, heldToken(given.accessToken));
        return given;
      },
      (error: unknown) => {
        throw faultOf(error, resource);
      },
    );
    tokens.set(resource, fresh);
    return fresh;
  };
  return {
    async token(resource) {
      const asked = tokens.get(resource) ?? renew(resource);
      const { accessToken, endsAt } = await asked;
      if (endsAt - Date.now() > earlyMs) return accessToken;
      // Many calls may find it old at once; the first renews it for all.
      const newer = tokens.get(resource);
      return (await (newer === undefined || newer === asked ? renew(resource) : newer)).accessToken;
    },
    held: (resource) => heldOf.get(resource) ?? { tenantId: null, byApplication: null, permissions: null },
  };
}

/** Refusals that an administrator lifts by consenting. */
const wantsConsent = /AADSTS(?:65001|650051|650052|650057|90094|70011)\b|consent/i;

function faultOf(error: unknown, resource: string): unknown {
  if (error instanceof AuthorityRefusal) {
    if (wantsConsent.test(error.message) || error.error === 'consent_required')
      return new ApiFault({ kind: 'permission', permission: `consent to an access token for ${resource}` });
    return failed(`no token for ${resource}: ${error.message}`);
  }
  if (error instanceof NoAuthority) return failed(`no token for ${resource}: the authority ${error.message}`);
  return error;
}
