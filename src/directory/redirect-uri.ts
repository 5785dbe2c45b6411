/** Where an application may have people sent back to: what can be registered, and whether one of a request is registered. Pure. */
import { isLoopback } from '../lib/loopback.ts';

export type RedirectKind = 'web' | 'spa' | 'publicClient';

const maximumUri = 256;
/** What a browser would carry out in the page that leads there, or read on this machine, and not go to. */
const neverSchemes: ReadonlySet<string> = new Set(['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'about:']);

/** What is wrong with one that is to be registered, as it stands after "it"; null: nothing. */
export function faultOfRedirectUri(text: string, kind: RedirectKind): string | null {
  if (isRegistrable(text, kind)) return null;
  const ownScheme = kind === 'publicClient' ? ', or one of a scheme of the client’s own' : '';
  return `must be an https address, or http on localhost, without a fragment${ownScheme}`;
}

function isRegistrable(text: string, kind: RedirectKind): boolean {
  const url = text.length > maximumUri || /[\s*]/.test(text) ? null : target(text);
  if (url === null) return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' ? isLoopback(url.hostname) : kind === 'publicClient';
}

export function isRegisteredRedirectUri(registered: readonly string[], given: string): boolean {
  const url = target(given);
  if (url === null) return false;
  if (registered.includes(given)) return true;
  // RFC 8252 §7.3: a client on this machine takes the port that it gets.
  if (url.protocol !== 'http:' || !isLoopback(url.hostname)) return false;
  return registered.some((each) => {
    const known = URL.parse(each);
    return known !== null && withoutPort(known) === withoutPort(url);
  });
}

/** RFC 6749 §3.1.2: absolute, without a fragment; RFC 8252 §7: a scheme of its own for what is no server. */
function target(text: string): URL | null {
  const url = URL.parse(text);
  const hasUser = url?.username !== '' || url.password !== '';
  return url === null || hasUser || text.includes('#') || neverSchemes.has(url.protocol) ? null : url;
}

function withoutPort({ protocol, hostname, pathname, search }: URL): string {
  return `${protocol}//${hostname}${pathname}${search}`;
}
