/** Makes what the OAuth authority of one HTTP door needs of the rest of the service. */
import { createHmac } from 'node:crypto';
import type { Administration } from '../administration/administration.ts';
import type { AuthorityGuards } from '../api/authority/authority-guards.ts';
import type { AuthorityParts } from '../api/authority/authority-parts.ts';
import { createCsrfTokens } from '../api/pages/form.ts';
import type { Configuration } from '../config/schema.ts';
import { systemClock } from '../lib/clock.ts';
import type { Events } from '../observability/events.ts';
import type { Store } from '../store/open-store.ts';
import { issuerAt, type OwnAuthority } from './own-authority.ts';

/** `baseUrl`: how clients reach the door. */
export function authorityPartsOf(
  { authority: { assertionReuse, ...lifetimes } }: Configuration,
  guards: AuthorityGuards,
  store: Store,
  { keys, tokens }: OwnAuthority,
  administration: Administration,
  baseUrl: () => string,
  events: Pick<Events, 'fault'>,
): AuthorityParts {
  return {
    ...store,
    administration,
    keys,
    verify: (token) => tokens.verify(token),
    baseUrl,
    issuerOf: (directoryName) => issuerAt(baseUrl(), directoryName),
    cookieKeys: [createHmac('sha256', store.secret).update('cookies of the authority').digest('base64url')],
    csrf: createCsrfTokens(store.secret),
    lifetimes,
    guards,
    assertionReuse,
    clock: systemClock,
    fault: (error) => events.fault('authority', error),
  };
}
