/** What one watcher sees: the lines that they asked for, in a queue of bounded length. */
import { isInRange } from '../lib/address-range.ts';
import { createBoundedMap } from '../lib/bounded-map.ts';
import type { Sight } from '../smtp/server/session-observer.ts';
import { type WatchedLine, watchedLine } from './watched-line.ts';

/** Null: whichever. */
export interface WatchFilter {
  /** The tenant of whom a session tried to sign in as. */
  readonly tenantId: string | null;
  /** An account, or a login that is nobody's. */
  readonly user: { readonly userId: string | null; readonly login: string } | null;
  readonly addressRange: string | null;
  readonly listener: string | null;
}

/** Whom a session has signed in as, or tried to. */
export interface Who {
  readonly tenantId: string | null;
  readonly userId: string | null;
  /** In lower case. */
  readonly login: string;
}

export interface WatchedBatch {
  readonly lines: readonly WatchedLine[];
  /** Lines before these that the watcher was too slow for. */
  readonly lost: number;
}

/** A session that nobody has signed in to yet, or is known to be somebody's. */
interface Known {
  who: Who | null;
  held: WatchedLine[];
}

/** Lines that are held of one session until it is known whose it is. */
const maximumHeld = 100;
const maximumSessions = 10_000;

export class Viewing {
  readonly #filter: WatchFilter;
  readonly #queuedLines: number;
  readonly #ended: (viewing: Viewing) => void;
  readonly #sessions = createBoundedMap<string, Known>(maximumSessions);
  #queue: WatchedLine[] = [];
  #lost = 0;
  #closed = false;
  #wake: () => void = () => undefined;

  constructor(filter: WatchFilter, queuedLines: number, ended: (viewing: Viewing) => void) {
    this.#filter = filter;
    this.#queuedLines = queuedLines;
    this.#ended = ended;
  }

  saw(sight: Sight, who: Who | null): void {
    const { addressRange, listener, tenantId, user } = this.#filter;
    if (listener !== null && sight.listener !== listener) return;
    if (addressRange !== null && !isInRange(sight.address, addressRange)) return;
    if (tenantId === null && user === null) return this.#push(watchedLine(sight));
    const session = this.#session(sight.sessionId);
    if (who !== null) this.#tell(session, who);
    if (session.who === null) hold(session, watchedLine(sight));
    else if (this.#isAskedFor(session.who)) this.#push(watchedLine(sight));
    if (sight.by === 'end') this.#sessions.delete(sight.sessionId);
  }

  /** A session has tried to sign in: what was held of it is shown, or forgotten. */
  identified(sessionId: string, who: Who): void {
    const { tenantId, user } = this.#filter;
    if (tenantId !== null || user !== null) this.#tell(this.#session(sessionId), who);
  }

  /** What has come since the last time; waits for something, at most `waitMs`. Null: it is over. */
  async next(waitMs: number): Promise<WatchedBatch | null> {
    if (this.#queue.length === 0 && !this.#closed) await this.#something(waitMs);
    if (this.#closed) return null;
    const batch = { lines: this.#queue, lost: this.#lost };
    this.#queue = [];
    this.#lost = 0;
    return batch;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#ended(this);
    this.#wake();
  }

  #something(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #session(id: string): Known {
    const known = this.#sessions.get(id);
    if (known !== undefined) return known;
    const session: Known = { who: null, held: [] };
    this.#sessions.set(id, session);
    return session;
  }

  #tell(session: Known, who: Who): void {
    session.who = who;
    const { held } = session;
    session.held = [];
    if (this.#isAskedFor(who)) for (const line of held) this.#push(line);
  }

  #isAskedFor({ tenantId, userId, login }: Who): boolean {
    const { tenantId: tenant, user } = this.#filter;
    if (tenant !== null && tenant !== tenantId) return false;
    if (user === null) return true;
    return user.userId === null ? user.login === login : user.userId === userId;
  }

  #push(line: WatchedLine): void {
    if (this.#queue.length >= this.#queuedLines) {
      this.#queue.shift();
      this.#lost += 1;
    }
    this.#queue.push(line);
    this.#wake();
  }
}

function hold({ held }: Known, line: WatchedLine): void {
  if (held.length < maximumHeld) held.push(line);
}
