/** Which addresses an application may be sent back to. Pure. */

export type RedirectKind = 'web' | 'spa' | 'publicClient';

const maximumUri = 256;
/** What a browser would carry out, and not go to. */
const neverSchemes: ReadonlySet<string> = new Set(['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'about:']);
const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** RFC 6749 §3.1.2: absolute, without a fragment; RFC 8252 §7: a scheme of its own for what is no server. */
export function isRedirectUri(text: string, kind: RedirectKind): boolean {
  if (text.length > maximumUri || /[\s*#]/.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  if (protocol === 'https:') return true;
  if (protocol === 'http:') return loopback.has(hostname);
  return kind === 'publicClient' && !neverSchemes.has(protocol);
}
