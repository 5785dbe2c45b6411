/** A time in which something that is written in the background is not: told of once when it begins, and once when it is over. */
import type { Clock } from '../lib/clock.ts';

export interface OutageObserver {
  /** `waiting`: what could not be written yet. */
  began(facts: { readonly error: unknown; readonly waiting: number }): void;
  /** Each try that failed. */
  failed(): void;
  ended(facts: { readonly failures: number; readonly lost: number; readonly lastedMs: number }): void;
}

/** Nobody is told. */
export const unobserved: OutageObserver = { began: () => undefined, failed: () => undefined, ended: () => undefined };

interface Current {
  readonly since: number;
  failures: number;
  lost: number;
}

export class Outage {
  readonly #observer: OutageObserver;
  readonly #clock: Clock;
  #current: Current | null = null;
  #isTroubled = false;

  constructor(observer: OutageObserver, clock: Clock) {
    this.#observer = observer;
    this.#clock = clock;
  }

  /** A try begins. */
  trying(): void {
    this.#isTroubled = false;
  }

  failed(error: unknown, waiting: number): void {
    this.#in(error, waiting).failures += 1;
    this.#observer.failed();
  }

  /** So many could not be kept, because of `error`. */
  lost(count: number, error: unknown, waiting: number): void {
    if (count > 0) this.#in(error, waiting).lost += count;
  }

  /** A try came through. It is over, unless something was lost meanwhile. */
  worked(): void {
    if (!this.#isTroubled) this.end();
  }

  end(): void {
    if (this.#current === null) return;
    const { since, failures, lost } = this.#current;
    this.#current = null;
    this.#observer.ended({ failures, lost, lastedMs: this.#clock() - since });
  }

  #in(error: unknown, waiting: number): Current {
    this.#isTroubled = true;
    if (this.#current !== null) return this.#current;
    this.#current = { since: this.#clock(), failures: 0, lost: 0 };
    this.#observer.began({ error, waiting });
    return this.#current;
  }
}
