/** Gathers the limits that are no options, and how much of each limit is used. */
import type { LimitSource } from '../administration/limits.ts';
import { wrongCodesOfAll, wrongCodesPerAddress } from '../api/authority/user-code-tries.ts';
import { maximumBody as graphBodyBytes } from '../api/graph/graph-door.ts';
import { formBytes } from '../api/pages/form.ts';
import { bodyBytes, requestTimeoutMs } from '../api/server.ts';
import { maximumBegun } from '../api/sign-in/own-interactions.ts';
import { maximumSessions } from '../api/sign-in/sessions.ts';
import { orNull } from '../lib/kept.ts';
import type { QueueWorker } from '../queue/worker.ts';
import { defaultThrottleLimits as lockout } from '../sign-in/throttle.ts';
import { maximumUnindexed } from '../store/message-index.ts';
import type { Store } from '../store/open-store.ts';
import { maximumWaiting as maximumSignIns } from '../store/sign-in-log.ts';
import { maximumWaiting as maximumTransactions } from '../store/sqlite/database.ts';
import type { ChangeHub } from '../watch/change-hub.ts';
import type { WatchHub } from '../watch/watch-hub.ts';

export interface LimitParts {
  readonly store: Pick<Store, 'figures' | 'records'>;
  readonly hub: Pick<WatchHub, 'viewings'>;
  readonly changes: Pick<ChangeHub, 'followers'>;
  readonly worker: Pick<QueueWorker, 'underWay'>;
  readonly listeners: readonly { readonly connections: number }[];
}

const limit = (name: string, value: number, bounds: string) => ({ name, value, bounds });

const fixed: LimitSource['fixed'] = [
  limit(
    'store.transactions',
    maximumTransactions,
    'Transactions that wait for the database; what comes then is told to try again',
  ),
  limit(
    'store.signInRecords',
    maximumSignIns,
    'Records of the sign-in log that wait to be written; what is more is lost, and counted',
  ),
  limit(
    'store.messages',
    maximumUnindexed,
    'Accepted messages that wait for the tables; then no more are accepted for a while',
  ),
  limit('http.bodyBytes', bodyBytes, 'The body of a request, but for those below'),
  limit('http.formBytes', formBytes, 'A form of the pages and of the authority'),
  limit('http.requestSeconds', requestTimeoutMs / 1000, 'The time in which a request must have come'),
  limit(
    'graph.bodyBytes',
    graphBodyBytes,
    'The body of a request of Graph; larger attachments come in upload sessions',
  ),
  limit(
    'pages.signIns',
    maximumBegun,
    'Begun sign-ins to our own pages, at each HTTP door; the one that was left alone for longest makes room',
  ),
  limit('pages.sessions', maximumSessions, 'Sessions at our own pages, at each HTTP door; as above'),
  limit(
    'lockout.failuresPerPair',
    lockout.failuresPerPair,
    'Wrong passwords for one account from one address before that is locked',
  ),
  limit(
    'lockout.failuresPerAccount',
    lockout.failuresPerAccount,
    'Wrong passwords for one account from all unfamiliar addresses before they are locked',
  ),
  limit(
    'lockout.failuresPerAddress',
    lockout.failuresPerAddress,
    'Wrong passwords from one address in `lockout.addressSeconds`',
  ),
  limit('lockout.addressSeconds', lockout.addressWindowMs / 1000, 'The time that the one above is about'),
  limit(
    'lockout.longestSeconds',
    lockout.longestLockMs / 1000,
    'The longest lock; the first is of a minute, each is twice the one before',
  ),
  limit(
    'deviceCodes.wrongPerAddress',
    wrongCodesPerAddress,
    'Wrong device codes that one address may enter in ten minutes',
  ),
  limit('deviceCodes.wrong', wrongCodesOfAll, 'The same of all addresses'),
];

/** `connections`: of the HTTP door that has most. */
export function limitSourceOf(
  { store, hub, changes, worker, listeners }: LimitParts,
  connections: () => Promise<number>,
): LimitSource {
  const { figures, records } = store;
  return {
    fixed,
    async use() {
      const [unfinished, signInRecords, open] = await Promise.all([
        orNull(records.unfinished()),
        orNull(figures.signInRecords()),
        orNull(connections()),
      ]);
      const { transactions, signIns, messages } = figures.backlog();
      return {
        'limits.sessions': listeners.reduce((sum, each) => sum + each.connections, 0),
        'http.connections': open,
        'authority.limits.unfinished': unfinished,
        'watch.viewings': hub.viewings,
        'watch.followers': changes.followers,
        deliveryConcurrency: worker.underWay(),
        signInRecords,
        'store.transactions': transactions,
        'store.signInRecords': signIns,
        'store.messages': messages,
      };
    },
  };
}
