/** Lets those who watch see the sessions, and whose they are. */
import type { SignInRecord } from '../sign-in/sign-in-log.ts';
import type { SessionObserver } from '../smtp/server/session-observer.ts';
import type { SignedIn } from '../submission/session-answers.ts';
import type { WatchHub } from '../watch/watch-hub.ts';

export function observerOf(hub: WatchHub): SessionObserver<SignedIn> {
  return {
    get isWatching() {
      return hub.isWatching;
    },
    saw(sight, identity) {
      if (identity === null) return hub.saw(sight, null);
      const { tenantId, userId, rights } = identity.submitter;
      hub.saw(sight, { tenantId, userId, login: rights.primary.toLowerCase() });
    },
  };
}

/** Whoever watches an account sees the attempts that are refused too. */
export function tellWatchers(hub: WatchHub, { sessionId, tenantId, userId, login }: SignInRecord): void {
  if (hub.isWatching) hub.identified(sessionId, { tenantId, userId, login: login.toLowerCase() });
}
