/** Cookies of a person's browser: for this host only, out of reach of scripts, sent with navigations alone. */
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface CookieOptions {
  /** Browsers reach us under TLS, whatever stands between. */
  readonly isSecure: boolean;
  /** Left out: it ends with the browser. */
  readonly maxAgeSeconds?: number;
}

/** What every cookie has, whoever sets it. */
export const cookieAttributes = { path: '/', httpOnly: true, sameSite: 'lax' } as const;

export function isReachedUnderTls(baseUrl: string): boolean {
  return baseUrl.startsWith('https:');
}

/**
 * Under TLS a prefix keeps plain HTTP, and `__Host-` other hosts as well, from setting it; that one is for cookies of every
 * path alone (RFC 6265bis §4.1.3).
 */
export function cookieName(name: string, isSecure: boolean, isOfEveryPath = true): string {
  if (!isSecure) return name;
  return `${isOfEveryPath ? '__Host-' : '__Secure-'}${name}`;
}

/** `value`: of characters that need no quotes. */
export function setCookie(reply: FastifyReply, name: string, value: string, options: CookieOptions): void {
  const { isSecure, maxAgeSeconds } = options;
  const { path } = cookieAttributes;
  const attributes = [`Path=${path}`, 'HttpOnly', 'SameSite=Lax', ...(isSecure ? ['Secure'] : [])];
  if (maxAgeSeconds !== undefined) attributes.push(`Max-Age=${maxAgeSeconds}`);
  reply.header('set-cookie', [`${cookieName(name, isSecure)}=${value}`, ...attributes].join('; '));
}

export function clearCookie(reply: FastifyReply, name: string, isSecure: boolean): void {
  setCookie(reply, name, '', { isSecure, maxAgeSeconds: 0 });
}

/** Null: the browser has none of this name. */
export function cookieOf(request: FastifyRequest, name: string, isSecure: boolean): string | null {
  return cookiesOf(request).find((each) => each.name === cookieName(name, isSecure))?.value || null;
}

/** What follows `prefix` in the names of the cookies that the browser has, the oldest first (RFC 6265 §5.4). */
export function cookiesWith(request: FastifyRequest, prefix: string, isSecure: boolean): string[] {
  const full = cookieName(prefix, isSecure);
  return cookiesOf(request).flatMap(({ name }) => (name.startsWith(full) ? [name.slice(full.length)] : []));
}

function cookiesOf({ headers }: FastifyRequest): { readonly name: string; readonly value: string }[] {
  return (headers.cookie ?? '').split(/; */).map((pair) => {
    const end = pair.indexOf('=');
    return { name: pair.slice(0, Math.max(end, 0)), value: pair.slice(end + 1) };
  });
}
