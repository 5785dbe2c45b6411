/** Cookies of our own pages: for this host only, out of reach of scripts, sent with navigations alone. */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** RFC 6265bis §4.1.3.2: under TLS the prefix keeps other hosts and plain HTTP from setting it. */
function cookieName(name: string, isSecure: boolean): string {
  return isSecure ? `__Host-${name}` : name;
}

/** `isSecure`: browsers reach us under TLS, whatever stands between. */
export function setCookie(reply: FastifyReply, name: string, value: string, isSecure: boolean): void {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', ...(isSecure ? ['Secure'] : [])];
  const ending = value === '' ? ['Max-Age=0'] : [];
  reply.header('set-cookie', [`${cookieName(name, isSecure)}=${value}`, ...attributes, ...ending].join('; '));
}

export function cookieOf(request: FastifyRequest, name: string, isSecure: boolean): string | null {
  const wanted = `${cookieName(name, isSecure)}=`;
  const pair = (request.headers.cookie ?? '').split(/; */).find((each) => each.startsWith(wanted));
  return pair?.slice(wanted.length) || null;
}
