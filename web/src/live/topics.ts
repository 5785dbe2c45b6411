/** What is shown of that which has changed: by the beginning of the addresses that it was asked at. Pure. */

const overview = '/overview';

/** The topics of `GET /events`. */
const addresses: Readonly<Record<string, readonly string[]>> = {
  'sign-ins': ['/sign-ins', '/why', overview],
  messages: ['/messages', overview],
  queue: ['/queue', '/messages', overview],
  users: ['/users', overview],
  settings: ['/tenants', '/users', '/authentication-policies', '/conditional-access', '/named-locations', '/doctor'],
  audit: ['/audit'],
  applications: ['/applications', '/trusted-issuers', '/mailbox-permissions'],
  roles: ['/roles', '/me'],
};

/** `at`: `GET /messages/{id}`. */
export function concerns(topic: string, at: string): boolean {
  const [, path = ''] = at.split(' ');
  return (addresses[topic] ?? []).some((address) => path === address || path.startsWith(`${address}/`));
}
