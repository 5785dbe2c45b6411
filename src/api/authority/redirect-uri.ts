/** Whether a redirect URI is one that the application is registered with. Pure. */

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
/** What would run in the page that shows it, or read what is here. */
const forbiddenSchemes: ReadonlySet<string> = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'file:',
  'blob:',
  'about:',
]);

export function isRegisteredRedirectUri(registered: readonly string[], given: string): boolean {
  const url = URL.parse(given);
  if (url === null || url.hash !== '' || given.includes('#') || forbiddenSchemes.has(url.protocol)) return false;
  if (url.username !== '' || url.password !== '') return false;
  if (registered.includes(given)) return true;
  // RFC 8252 §7.3: a client on this machine takes the port that it gets.
  if (url.protocol !== 'http:' || !loopback.has(url.hostname)) return false;
  return registered.some((each) => {
    const known = URL.parse(each);
    return known !== null && withoutPort(known) === withoutPort(url);
  });
}

function withoutPort({ protocol, hostname, pathname, search }: URL): string {
  return `${protocol}//${hostname}${pathname}${search}`;
}
