/** Live SMTP dialogues, as server-sent events. */
import { Readable } from 'node:stream';
import { watchSessions } from '../../contract/watch.ts';
import type { WatchedBatch } from '../../watch/viewing.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, read, streaming } from './admin-route.ts';

/** A silent stream says so often that it lives, which also finds out clients that are gone. */
const heartbeatMs = 15_000;
/** What is handed over at once; beyond it a slow client is waited for. */
const bufferedBytes = 65_536;

export function watchRoutes({ administration, watch }: Services): AdminRoute[] {
  return [
    streaming(watchSessions, read('watch'), async ({ caller, query: { tenant, seconds, ...asked } }) => {
      const tenantId = await administration.tenants.scopeOf(caller, tenant, 'watch');
      const viewing = await watch.start(caller, { tenantId, ...asked });
      return eventsOf(viewing, Date.now() + seconds * 1000);
    }),
  ];
}

interface Watched {
  next(waitMs: number): Promise<WatchedBatch | null>;
  close(): void;
}

/** Made as fast as the client takes them; whoever leaves ends the viewing. */
function eventsOf(viewing: Watched, endsAt: number): Readable {
  // The client learns at once that it watches.
  let said = ': watching\n\n';
  return new Readable({
    highWaterMark: bufferedBytes,
    read() {
      if (said !== '') {
        this.push(said);
        said = '';
        return;
      }
      const leftMs = endsAt - Date.now();
      if (leftMs <= 0) return void this.push(null);
      void viewing
        .next(Math.min(heartbeatMs, leftMs))
        .then((batch) => this.push(batch === null ? null : textOf(batch)));
    },
    destroy(error, done) {
      viewing.close();
      done(error);
    },
  });
}

function textOf({ lines, lost }: WatchedBatch): string {
  const all = [...(lost === 0 ? [] : [event('lost', { lines: lost })]), ...lines.map((line) => event('line', line))];
  return all.join('') || ': still here\n\n';
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
