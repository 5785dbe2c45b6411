/** Makes what people sign in with: the locks that all doors share, and the use cases behind the pages. */
import type { Administration } from '../administration/administration.ts';
import { type ChosenPasswords, createChosenPasswords } from '../administration/chosen-passwords.ts';
import type { SetupAdministration } from '../administration/setup.ts';
import { isReachedUnderTls } from '../api/pages/cookies.ts';
import { createCsrfTokens } from '../api/pages/form.ts';
import { createOwnInteractions } from '../api/sign-in/own-interactions.ts';
import type { PageParts } from '../api/sign-in/page-parts.ts';
import { createSessions, type SessionLifetimes } from '../api/sign-in/sessions.ts';
import type { PasswordRule } from '../directory/password-rule.ts';
import { systemClock } from '../lib/clock.ts';
import { newGuid, newId } from '../lib/id.ts';
import type { Events } from '../observability/events.ts';
import { createPasswordChecker, type PasswordChecker } from '../sign-in/credentials/check-password.ts';
import { createHashLimiter } from '../sign-in/credentials/hash-limiter.ts';
import { createProvenCredentials } from '../sign-in/credentials/proven-credentials.ts';
import { createEnrolment } from '../sign-in/interactive/enrolment.ts';
import { InteractiveSignIn } from '../sign-in/interactive/interactive-sign-in.ts';
import { createMethodSecrets } from '../sign-in/interactive/method-secrets.ts';
import { createThrottle, defaultThrottleLimits, type Throttle } from '../sign-in/throttle.ts';
import type { Store } from '../store/open-store.ts';
import { setupOf } from './setup.ts';
import { tellingSignIns } from './telling-sign-ins.ts';

/** One lock for an account, whichever door is guessed at. */
export interface SignInGuards {
  readonly throttle: Throttle;
  readonly passwords: PasswordChecker;
}

export function signInGuards(): SignInGuards {
  return {
    throttle: createThrottle(defaultThrottleLimits, systemClock),
    passwords: createPasswordChecker(createHashLimiter(), createProvenCredentials(systemClock)),
  };
}

export interface People extends Pick<PageParts, 'signIn' | 'enrolment'> {
  readonly chosenPasswords: ChosenPasswords;
  readonly setup: SetupAdministration;
}

export function peopleOf(store: Store, guards: SignInGuards, passwords: PasswordRule, events: Events): People {
  const { directory, methods, roles } = store;
  const secrets = createMethodSecrets(store.secret);
  const signIn = new InteractiveSignIn({
    ...guards,
    directory,
    methods,
    roles,
    secrets,
    log: tellingSignIns(store.signInLog, events.signedIn),
    clock: systemClock,
    newId,
    newGuid,
    fault: (error) => events.fault('sign-in', error),
  });
  return {
    signIn,
    enrolment: createEnrolment({ methods, secrets, clock: systemClock }),
    chosenPasswords: createChosenPasswords(passwords),
    setup: setupOf(store),
  };
}

/** The pages at one door; cookies of theirs are good there alone. */
export function pagePartsOf(
  people: People,
  store: Store,
  administration: Administration,
  lifetimes: SessionLifetimes,
  guards: Pick<PageParts['guards'], 'begin'>,
  events: Events,
  baseUrl: () => string,
): PageParts {
  const isSecure = (): boolean => isReachedUnderTls(baseUrl());
  const sessions = createSessions(systemClock, isSecure, lifetimes);
  const { directory, roles } = store;
  return {
    ...people,
    administration,
    directory,
    roles,
    sessions,
    guards,
    own: createOwnInteractions(sessions, systemClock, isSecure),
    csrf: createCsrfTokens(store.secret),
    baseUrl,
    clock: systemClock,
    fault: (error) => events.fault('page', error),
  };
}
