/** What whoever looks on gets: server-sent events, made as fast as they are taken, for as long as they may look on. */
import { Readable } from 'node:stream';
import type { Clock } from '../../lib/clock.ts';

/** What is handed over at once; beyond it a slow client is waited for. */
const bufferedBytes = 65_536;

export interface Watched<Batch> {
  /** What has come since the last time; waits for something, at most `waitMs`. Null: it is over. */
  next(waitMs: number): Promise<Batch | null>;
  close(): void;
}

/** Why a watch is over before its time; `code`: for programs. */
export interface Ended {
  readonly code: string;
  readonly reason: string;
}

export interface WatchTerms<Batch> {
  readonly endsAt: number;
  /** A silent stream says so often that it lives, which also finds out clients that are gone; and so often it is asked `whyOver`. */
  readonly heartbeatMs: number;
  /** Null: it may go on. */
  whyOver(): Promise<Ended | null>;
  readonly clock: Clock;
  /** A batch as events; empty: it says nothing. */
  textOf(batch: Batch): string;
}

/** Whoever leaves ends the viewing. */
export function eventsOf<Batch>(viewing: Watched<Batch>, terms: WatchTerms<Batch>): Readable {
  const pieces = watchedText(viewing, terms);
  const stream = new Readable({
    highWaterMark: bufferedBytes,
    read() {
      pieces.next().then(
        ({ value, done }) => this.push(done ? null : value),
        (error: unknown) => this.destroy(error as Error),
      );
    },
    destroy(error, done) {
      viewing.close();
      done(error);
    },
  });
  return stream;
}

async function* watchedText<Batch>(
  viewing: Watched<Batch>,
  { endsAt, heartbeatMs, whyOver, clock, textOf }: WatchTerms<Batch>,
): AsyncGenerator<string, undefined> {
  // The client learns at once that it watches.
  yield ': watching\n\n';
  let askedAt = clock();
  for (let now = clock(); now < endsAt; now = clock()) {
    if (now - askedAt >= heartbeatMs) {
      const over = await whyOver();
      if (over !== null) {
        yield event('ended', over);
        return;
      }
      askedAt = now;
    }
    const batch = await viewing.next(Math.min(askedAt + heartbeatMs - now, endsAt - now));
    if (batch === null) return;
    yield textOf(batch) || ': still here\n\n';
  }
}

export function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
