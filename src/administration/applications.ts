/** All that administrators do with applications. */
import type { ApplicationStore } from '../directory/application-store.ts';
import { beginWith } from './application-change.ts';
import { type CredentialAdministration, credentials } from './application-credentials.ts';
import { type RegistrationAdministration, registrations } from './application-registrations.ts';
import { type ExchangePrincipalAdministration, exchangePrincipals } from './exchange-service-principals.ts';
import type { EntryParts } from './permit.ts';
import { type PrincipalAdministration, principals } from './service-principals.ts';

export interface ApplicationAdministration
  extends RegistrationAdministration,
    CredentialAdministration,
    PrincipalAdministration,
    ExchangePrincipalAdministration {}

export function createApplicationAdministration(store: ApplicationStore, parts: EntryParts): ApplicationAdministration {
  const begin = beginWith(parts);
  return {
    ...registrations(store, parts, begin),
    ...credentials(store, parts, begin),
    ...principals(store, parts, begin),
    ...exchangePrincipals(store, parts, begin),
  };
}
