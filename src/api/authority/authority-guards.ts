/** What the authority holds strangers to, at all doors together: how often one address may ask, and how much they may begin. */
import { partyOf } from '../../lib/address-range.ts';
import type { Clock } from '../../lib/clock.ts';
import { createRequestLimiter } from '../request-limiter.ts';
import { createDevicePolls, type DecentPoll } from './device-polls.ts';
import { createUserCodeTries, type UserCodeTries } from './user-code-tries.ts';

export interface AuthorityLimits {
  /** Requests of one address, and how many of them begin something that is kept; 0: no limit. */
  readonly requests: number;
  readonly begins: number;
  readonly seconds: number;
  /** Records that are begun and not finished, at once. */
  readonly unfinishedPerTenant: number;
  readonly unfinished: number;
}

export type AuthorityLimitName = keyof AuthorityLimits;

export interface AuthorityGuards {
  /** Takes one request of an address. Null: it may go on; else the whole seconds to wait before the next try. */
  request(address: string): number | null;
  /** As `request`, of one that begins something. */
  begin(address: string): number | null;
  readonly isDecentPoll: DecentPoll;
  readonly userCodeTries: UserCodeTries;
  readonly unfinished: { readonly perDirectory: number; readonly inAll: number };
  /** A request was refused for a limit. */
  reached(name: AuthorityLimitName): void;
}

/** `reached` is told of each refusal. */
export function createAuthorityGuards(
  { requests, begins, seconds, unfinishedPerTenant, unfinished }: AuthorityLimits,
  clock: Clock,
  reached: (name: AuthorityLimitName) => void,
): AuthorityGuards {
  const all = createRequestLimiter({ requests, seconds }, clock);
  const beginning = createRequestLimiter({ requests: begins, seconds }, clock);
  const told = (name: AuthorityLimitName, wait: number | null): number | null => {
    if (wait !== null) reached(name);
    return wait;
  };
  return {
    request: (address) => told('requests', all.take(partyOf(address))),
    begin: (address) => told('begins', beginning.take(partyOf(address))),
    isDecentPoll: createDevicePolls(),
    userCodeTries: createUserCodeTries(),
    unfinished: { perDirectory: unfinishedPerTenant, inAll: unfinished },
    reached,
  };
}
