/** Starts the HTTP door, and leaves its address where the command line finds it. */
import { randomBytes } from 'node:crypto';
import { createHttpServer } from '../api/server.ts';
import type { MailServices } from '../api/services.ts';
import type { Configuration } from '../config/schema.ts';
import { AppError } from '../lib/app-error.ts';
import { systemClock } from '../lib/clock.ts';
import { writeLocalDoor } from '../lib/local-door.ts';
import type { Events } from '../observability/events.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Store } from '../store/open-store.ts';
import { httpServicesOf } from './http-services.ts';
import type { OwnAuthority } from './own-authority.ts';

export interface HttpDoorParts {
  readonly store: Store;
  readonly mail: MailServices;
  readonly authority: OwnAuthority;
  readonly events: Events;
  readonly metrics: Pick<Metrics, 'read'>;
  readonly ready: () => boolean;
  /** Called after a change that is to be put back by itself. */
  readonly changeWillEnd: () => void;
}

export interface HttpDoor {
  readonly url: string;
  close(): Promise<void>;
}

export async function startHttpDoor(
  { http }: Configuration,
  dataDirectory: string,
  { store, mail, authority, events, metrics, ready, changeWillEnd }: HttpDoorParts,
): Promise<HttpDoor> {
  const { address, port } = http;
  const token = randomBytes(32).toString('base64url');
  const server = createHttpServer({
    services: httpServicesOf(http, store, mail, authority, changeWillEnd),
    authority: { ...store, keys: authority.keys, issuerOf: authority.issuerOf, clock: systemClock },
    token,
    metrics,
    ready,
    fault: (error) => events.fault('http', error),
  });
  try {
    const url = await server.listen({ host: address, port });
    authority.listensAt(url);
    await writeLocalDoor(dataDirectory, { url, token, pid: process.pid });
    return { url, close: () => server.close() };
  } catch (cause) {
    await server.close();
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new AppError('cannot-listen', { address, port, reason }, cause);
  }
}
