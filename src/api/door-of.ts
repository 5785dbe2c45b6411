/** Which door a route belongs to, for figures: one of a few words whatever a client asks for. Pure. */

const doors: readonly (readonly [RegExp, string])[] = [
  [/^\/(?:health|ready|metrics)$/, 'probe'],
  [/^\/admin\//, 'admin'],
  [/^\/(?:v1\.0|beta)(?:\/|$)/, 'graph'],
  [/^\/uploads(?:\/|$)/, 'graph'],
  [/^\/adminapi(?:\/|$)/i, 'exchange'],
  [/^\/(?:sign-in|my|pages)(?:\/|$)/, 'pages'],
];

/** `route`: the address with its variables by name; undefined: there is nothing at the address. */
export function doorOf(route: string | undefined): string {
  if (route === undefined) return 'none';
  return doors.find(([pattern]) => pattern.test(route))?.[1] ?? 'authority';
}
