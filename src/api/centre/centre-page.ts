/** The one page of the admin centre, and what it may do: run our own files, and talk to where it came from. */
import { randomBytes } from 'node:crypto';
import { pageHeaders } from '../pages/page.ts';

/** Stands in the built page where the nonce of an answer belongs. */
const placeholder = '__nonce__';

export function newNonce(): string {
  return randomBytes(16).toString('base64url');
}

export function withNonce(page: string, nonce: string): string {
  return page.replaceAll(placeholder, nonce);
}

/** Styles come from the program itself, which makes them while it runs: the nonce is for those. */
export function centreHeaders(nonce: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    // Mail is shown in a frame, from an address of the admin API that has a policy of its own.
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return { ...pageHeaders, 'content-security-policy': policy.join('; ') };
}
