/** Passes what sessions do to those who watch. */
import type { Sight } from '../smtp/server/session-observer.ts';
import { Viewing, type WatchFilter, type Who } from './viewing.ts';

/** Each viewing costs memory and time of the sessions. */
export interface WatchLimits {
  readonly viewings: number;
  /** Lines that wait for one slow watcher. */
  readonly queuedLines: number;
}

export class WatchHub {
  readonly #viewings = new Set<Viewing>();
  readonly #limits: WatchLimits;

  constructor(limits: WatchLimits) {
    this.#limits = limits;
  }

  get viewings(): number {
    return this.#viewings.size;
  }

  get isWatching(): boolean {
    return this.#viewings.size > 0;
  }

  /** `who`: whom the session has signed in as, if anybody. */
  saw(sight: Sight, who: Who | null): void {
    for (const viewing of this.#viewings) viewing.saw(sight, who);
  }

  /** A session has tried to sign in as `who`. */
  identified(sessionId: string, who: Who): void {
    for (const viewing of this.#viewings) viewing.identified(sessionId, who);
  }

  /** Begins to watch; null: as many as may are watching already. */
  open(filter: WatchFilter): Viewing | null {
    if (this.#viewings.size >= this.#limits.viewings) return null;
    const viewing = new Viewing(filter, this.#limits.queuedLines, (ended) => this.#viewings.delete(ended));
    this.#viewings.add(viewing);
    return viewing;
  }
}
