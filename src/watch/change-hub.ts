/** Tells those who look on what has changed, each thing at most once in a while: what it is now, they ask for themselves. */

export const changedNouns = [
  'sign-ins',
  'messages',
  'queue',
  'users',
  'settings',
  'audit',
  'applications',
  'roles',
] as const;

export type ChangedNoun = (typeof changedNouns)[number];

export interface Change {
  readonly of: ChangedNoun;
  /** Null: of no one tenant. */
  readonly tenantId: string | null;
}

export interface ChangeSource {
  /** What has changed since the call before; at the first call nothing. */
  changes(): Promise<readonly Change[]>;
}

export interface ChangeLimits {
  /** Who may look on at once. */
  readonly followers: number;
  /** Between two looks, and so between two words about one thing. */
  readonly periodMs: number;
}

export interface Follower {
  /** What has changed since the last time; waits for something, at most `waitMs`. Null: it is over. */
  next(waitMs: number): Promise<readonly ChangedNoun[] | null>;
  close(): void;
}

export class ChangeHub {
  readonly #source: ChangeSource;
  readonly #limits: ChangeLimits;
  readonly #fault: (error: unknown) => void;
  readonly #followers = new Set<Following>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(source: ChangeSource, limits: ChangeLimits, fault: (error: unknown) => void = () => undefined) {
    this.#source = source;
    this.#limits = limits;
    this.#fault = fault;
  }

  get followers(): number {
    return this.#followers.size;
  }

  /** Ends every stream. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const each of this.#followers) each.close();
  }

  /** `tenantId` null: of every tenant. Null: as many as may are looking on already. */
  async follow(tenantId: string | null): Promise<Follower | null> {
    if (this.#closed || this.#followers.size >= this.#limits.followers) return null;
    const following = new Following(tenantId, () => this.#followers.delete(following));
    this.#followers.add(following);
    // Whatever changes from here on is told: the first look is over before anybody is answered.
    if (this.#timer === undefined) await this.#look();
    return following;
  }

  /** Looks only while somebody looks on. */
  async #look(): Promise<void> {
    this.#timer = setTimeout(() => undefined, 0);
    try {
      for (const change of await this.#source.changes()) for (const each of this.#followers) each.tell(change);
    } catch (error) {
      if (!this.#closed) this.#fault(error);
    }
    clearTimeout(this.#timer);
    this.#timer =
      this.#closed || this.#followers.size === 0
        ? undefined
        : setTimeout(() => void this.#look(), this.#limits.periodMs).unref();
  }
}

class Following implements Follower {
  readonly #tenantId: string | null;
  readonly #ended: () => void;
  readonly #changed = new Set<ChangedNoun>();
  #closed = false;
  #wake: () => void = () => undefined;

  constructor(tenantId: string | null, ended: () => void) {
    this.#tenantId = tenantId;
    this.#ended = ended;
  }

  tell({ of, tenantId }: Change): void {
    if (this.#tenantId !== null && tenantId !== this.#tenantId) return;
    this.#changed.add(of);
    this.#wake();
  }

  async next(waitMs: number): Promise<readonly ChangedNoun[] | null> {
    if (this.#changed.size === 0 && !this.#closed) await this.#something(waitMs);
    if (this.#closed) return null;
    // Told of one after the other without a pause, what belongs together is taken together.
    await Promise.resolve();
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#ended();
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
}
