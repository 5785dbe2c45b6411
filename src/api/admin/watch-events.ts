/** What a watcher gets: server-sent events, made as fast as they are taken, for as long as the watcher may watch. */
import { Readable } from 'node:stream';
import type { Clock } from '../../lib/clock.ts';
import type { WatchedBatch } from '../../watch/viewing.ts';

/** What is handed over at once; beyond it a slow client is waited for. */
const bufferedBytes = 65_536;

export interface Watched {
  next(waitMs: number): Promise<WatchedBatch | null>;
  close(): void;
}

/** Why a watch is over before its time; `code`: for programs. */
export interface Ended {
  readonly code: string;
  readonly reason: string;
}

export interface WatchTerms {
  readonly endsAt: number;
  /** A silent stream says so often that it lives, which also finds out clients that are gone; and so often it is asked `whyOver`. */
  readonly heartbeatMs: number;
  /** Null: it may go on. */
  whyOver(): Promise<Ended | null>;
  readonly clock: Clock;
}

/** Whoever leaves ends the viewing. */
export function eventsOf(viewing: Watched, terms: WatchTerms): Readable {
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

async function* watchedText(
  viewing: Watched,
  { endsAt, heartbeatMs, whyOver, clock }: WatchTerms,
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
    yield textOf(batch);
  }
}

function textOf({ lines, lost }: WatchedBatch): string {
  const all = [...(lost === 0 ? [] : [event('lost', { lines: lost })]), ...lines.map((line) => event('line', line))];
  return all.join('') || ': still here\n\n';
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
