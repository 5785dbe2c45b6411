/** Makes what the HTTP doors need of the rest of the service. */
import { createAdministration } from '../administration/administration.ts';
import { createBackupAdministration } from '../administration/backups.ts';
import { createConfigurationAdministration } from '../administration/configuration.ts';
import { createConnectorAdministration } from '../administration/connectors.ts';
import { createHealthAdministration } from '../administration/health.ts';
import { createHostExaminationAdministration } from '../administration/host-examinations.ts';
import { createLimitAdministration } from '../administration/limits.ts';
import { createOverviewAdministration } from '../administration/overview.ts';
import { createSignInTestAdministration } from '../administration/sign-in-tests.ts';
import { createWatchAdministration } from '../administration/watch.ts';
import type { Services } from '../api/services.ts';
import type { Configuration } from '../config/schema.ts';
import { systemClock } from '../lib/clock.ts';
import { newGuid } from '../lib/id.ts';
import { newAppPassword } from '../sign-in/credentials/app-password.ts';
import { makeAppPasswordVerifiers } from '../sign-in/credentials/make-verifiers.ts';
import type { HttpDoorParts, SharedByDoors } from './http-door.ts';
import { submissionDoorOf } from './submission-door.ts';

/** `publicUrl`: how clients reach the door. */
export function httpServicesOf(
  configuration: Configuration,
  shared: HttpDoorParts & SharedByDoors,
  publicUrl: () => string,
): Services {
  const { store, mail, authority, people, changeWillEnd, hub, health, requestLimiter, limits } = shared;
  const { tokens, mainUrl } = authority;
  const parts = { clock: systemClock, newGuid };
  const rules = { privateKeyAddresses: configuration.trustedIssuers.privateAddresses };
  return {
    ...store,
    mail,
    publicUrl,
    bearer: { ...store, verify: (token) => tokens.verify(token) },
    requestLimiter,
    administration: createAdministration(store, parts, changeWillEnd, rules),
    setup: { administration: people.setup, baseUrl: mainUrl },
    rehearsal: createAdministration(store.rehearsal, parts, undefined, rules),
    watch: createWatchAdministration(
      hub,
      store.directory,
      store.auditLog,
      parts,
      configuration.listeners.map(({ name }) => name),
    ),
    changes: shared.changes,
    watchHeartbeatMs: configuration.watch.heartbeatSeconds * 1000,
    overview: createOverviewAdministration(
      { figures: store.mailFigures, isReady: async () => (await health.readiness()).ready },
      parts,
    ),
    hostExaminations: createHostExaminationAdministration(configuration, store.auditLog, parts),
    signInTests: createSignInTestAdministration(store.auditLog, parts),
    submissionDoor: () => submissionDoorOf(configuration, shared.ports, shared.certificate),
    backups: createBackupAdministration(store.backups, store.auditLog, parts),
    configuration: createConfigurationAdministration(configuration),
    limits: createLimitAdministration(configuration, limits),
    connectors: createConnectorAdministration(configuration, health),
    health: createHealthAdministration(configuration, health, store),
    chosenPasswords: people.chosenPasswords,
    newAppPassword: async (user) => {
      const password = newAppPassword();
      const own = (await store.directory.signInFacts(user.userPrincipalName))?.verifiers ?? null;
      return { password, verifiers: await makeAppPasswordVerifiers(password, own) };
    },
    clock: systemClock,
  };
}
