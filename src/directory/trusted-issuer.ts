/** Issuers of other houses whose tokens are good for the mailboxes of a tenant, and what one must look like. Pure. */
import { isLoopback } from '../lib/loopback.ts';
import { isPublicAddress } from '../lib/public-address.ts';

export interface TrustedIssuer {
  readonly id: string;
  /** The claim `iss`, exactly. */
  readonly issuer: string;
  /** One of the claim `aud`. */
  readonly audience: string;
  /** Where its keys are: `https:`; `http:` on this machine alone. */
  readonly jwksUri: string;
  /** The claim that holds the user principal name. */
  readonly userClaim: string;
  /** One of the claim `scp`, `scope` or `roles`. */
  readonly requiredScope: string;
}

/** Issuers of one tenant. */
export const maximumTrustedIssuers = 10;
export const defaultUserClaim = 'upn';
export const defaultRequiredScope = 'SMTP.Send';

const maximumText = 500;

/**
 * Whether keys may be fetched from there, as far as the address says. Whoever administers a tenant names it, so that it must not
 * lead into our own network, unless that is allowed: `privateAddresses`.
 */
export function isKeyAddress(text: string, privateAddresses: boolean): boolean {
  if (text.length > maximumText || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  if (privateAddresses) return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return protocol === 'https:' && !isLoopback(hostname) && isPublicAddress(hostname.replace(/^\[|\]$/g, ''));
}

/** What is wrong with it; null: nothing. */
export function faultOfIssuer(
  { issuer, audience, jwksUri, userClaim, requiredScope }: Omit<TrustedIssuer, 'id'>,
  privateAddresses: boolean,
): string | null {
  const isText = (text: string): boolean => /^\S+$/.test(text) && text.length <= maximumText;
  if (!isText(issuer)) return `the issuer is a text without blanks, of at most ${maximumText} characters`;
  if (!isText(audience)) return `the audience is a text without blanks, of at most ${maximumText} characters`;
  if (!isKeyAddress(jwksUri, true)) return 'the address of the keys is an https: URL, or an http: URL on this machine';
  if (!isKeyAddress(jwksUri, privateAddresses))
    return 'the keys may not be on this machine or in a private network here; the option trustedIssuers.privateAddresses allows it';
  if (!isText(userClaim)) return 'the claim that names the user is the name of one claim';
  if (!isText(requiredScope)) return 'the required scope is the name of one scope';
  return null;
}
