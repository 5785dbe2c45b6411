/** Which door an address, or a route, belongs to: it decides the shape of what is refused there, and names figures. Pure. */

export type Door = 'probe' | 'admin' | 'graph' | 'exchange' | 'pages' | 'authority' | 'none';

const doors: readonly (readonly [RegExp, Door])[] = [
  [/^\/(?:health|ready|metrics)$/, 'probe'],
  [/^\/admin(?:\/|$)/, 'admin'],
  [/^\/(?:v\d+\.\d+|beta)(?:\/|$)/, 'graph'],
  [/^\/uploads(?:\/|$)/, 'graph'],
  [/^\/adminapi(?:\/|$)/i, 'exchange'],
  [/^\/(?:sign-in|setup|my|pages|centre)(?:\/|$)/, 'pages'],
  [/^\/(?:oidc|devicelogin)(?:\/|$)/, 'authority'],
  [/^\/[^/]+\/(?:oauth2|v2\.0|discovery|adminconsent|\.well-known)(?:\/|$)/, 'authority'],
];

/** One of a few words, whatever a client asks for. `address`: a path, with or without its query; or a route's. */
export function doorOf(address: string | undefined): Door {
  const [path = ''] = (address ?? '').split('?');
  return doors.find(([pattern]) => pattern.test(path))?.[1] ?? 'none';
}
