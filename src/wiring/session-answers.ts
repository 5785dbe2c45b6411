/** Makes what answers the SMTP sessions: the sign-in with all its parts, and the submission behind it. */
import type { Configuration } from '../config/schema.ts';
import { systemClock } from '../lib/clock.ts';
import { newId } from '../lib/id.ts';
import type { Events } from '../observability/events.ts';
import { scramCredentialOf } from '../sign-in/credentials/scram-verifier.ts';
import { createSignIn } from '../sign-in/sign-in.ts';
import type { VerifyAccessToken } from '../sign-in/tokens/access-token.ts';
import { createVerifyExternalToken } from '../sign-in/tokens/external-tokens.ts';
import { createIssuerKeys } from '../sign-in/tokens/issuer-keys.ts';
import { createVerifyMailboxToken } from '../sign-in/tokens/verify-mailbox-token.ts';
import type { Store } from '../store/open-store.ts';
import { createSessionAnswers } from '../submission/session-answers.ts';
import type { WatchHub } from '../watch/watch-hub.ts';
import type { SignInGuards } from './people.ts';
import { tellWatchers } from './session-watch.ts';
import type { SharedSubmission } from './submission.ts';
import { tellingSignIns } from './telling-sign-ins.ts';

/** What the SMTP doors share with the others. */
export interface SharedParts {
  readonly store: Store;
  readonly events: Events;
  readonly guards: SignInGuards;
  readonly submission: SharedSubmission;
  readonly hub: WatchHub;
}

export function sessionAnswersOf(
  configuration: Configuration,
  host: string,
  verify: VerifyAccessToken,
  { store, events, guards, submission: { usage, submit }, hub }: SharedParts,
): ReturnType<typeof createSessionAnswers> {
  const log = tellingSignIns(store.signInLog, (record) => {
    events.signedIn(record);
    tellWatchers(hub, record);
  });
  const signIn = createSignIn({
    directory: store.directory,
    log,
    ...guards,
    verifyToken: createVerifyMailboxToken({
      ...store,
      verify,
      verifyExternal: createVerifyExternalToken(
        createIssuerKeys(systemClock, configuration.trustedIssuers.privateAddresses),
        systemClock,
      ),
    }),
    clock: systemClock,
    newId,
    fault: (error) => events.fault('sign-in', error),
  });
  return createSessionAnswers({
    signIn,
    scramCredential: async (login) => scramCredentialOf(await store.directory.signInFacts(login), login, store.secret),
    spool: store.spool,
    queue: store.queue,
    log,
    usage,
    submit,
    clock: systemClock,
    newId,
    host,
    maximumHeaderBytes: configuration.limits.headerBytes,
    sessionsPerAddress: configuration.limits.sessionsPerAddress,
    sessions: configuration.limits.sessions,
  });
}
