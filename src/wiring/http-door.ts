/** Starts the HTTP door, and leaves its address where the command line finds it. */
import { randomBytes } from 'node:crypto';
import { createHttpServer } from '../api/server.ts';
import type { Configuration } from '../config/schema.ts';
import { AppError } from '../lib/app-error.ts';
import { systemClock } from '../lib/clock.ts';
import { newGuid } from '../lib/id.ts';
import { writeLocalDoor } from '../lib/local-door.ts';
import type { Events } from '../observability/events.ts';
import { createOwnTokens } from '../sign-in/tokens/own-tokens.ts';
import { openTokenKeys } from '../sign-in/tokens/token-keys.ts';
import type { Store } from '../store/open-store.ts';
import { createTokenKeyStore } from '../store/token-key-store.ts';
import { httpServicesOf } from './http-services.ts';

export interface HttpDoor {
  readonly url: string;
  close(): Promise<void>;
}

export async function startHttpDoor(
  { http: { address, port, publicUrl: configured } }: Configuration,
  dataDirectory: string,
  store: Store,
  events: Events,
  ready: () => boolean,
  changeWillEnd: () => void,
): Promise<HttpDoor> {
  const token = randomBytes(32).toString('base64url');
  const keys = await openTokenKeys(createTokenKeyStore(dataDirectory), systemClock, newGuid);
  // Known once the port is: `http.port` may ask for any free one.
  let publicUrl = configured;
  const tokens = createOwnTokens(keys, (tenantId) => `${publicUrl}/${tenantId}/v2.0`, systemClock);
  const services = httpServicesOf(store, tokens, changeWillEnd);
  const server = createHttpServer({ services, token, ready, fault: (error) => events.fault('http', error) });
  try {
    const url = await server.listen({ host: address, port });
    if (publicUrl === '') publicUrl = url;
    await writeLocalDoor(dataDirectory, { url, token, pid: process.pid });
    return { url, close: () => server.close() };
  } catch (cause) {
    await server.close();
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new AppError('cannot-listen', { address, port, reason }, cause);
  }
}
