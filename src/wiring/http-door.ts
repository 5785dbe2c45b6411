/** Starts the HTTP doors, plain and with TLS, and leaves an address where the command line finds it. */
import { randomBytes } from 'node:crypto';
import type { Server } from 'node:net';
import type { Server as TlsServer } from 'node:tls';
import type { HealthSource } from '../administration/health.ts';
import type { LimitSource } from '../administration/limits.ts';
import { type AuthorityGuards, createAuthorityGuards } from '../api/authority/authority-guards.ts';
import type { ProbeParts } from '../api/probes.ts';
import { createRequestLimiter, type RequestLimiter } from '../api/request-limiter.ts';
import { createHttpServer } from '../api/server.ts';
import type { MailServices } from '../api/services.ts';
import type { Configuration } from '../config/schema.ts';
import { cannotListen } from '../lib/cannot-listen.ts';
import { systemClock } from '../lib/clock.ts';
import { writeLocalDoor } from '../lib/local-door.ts';
import type { Events } from '../observability/events.ts';
import type { Tracing } from '../observability/tracing.ts';
import type { ReloadableCertificate } from '../smtp/server/tls/reloadable-certificate.ts';
import type { Store } from '../store/open-store.ts';
import type { ChangeHub } from '../watch/change-hub.ts';
import type { WatchHub } from '../watch/watch-hub.ts';
import { authorityPartsOf } from './authority-parts.ts';
import { httpServicesOf } from './http-services.ts';
import { type LimitParts, limitSourceOf } from './limits.ts';
import type { OwnAuthority } from './own-authority.ts';
import { type People, pagePartsOf } from './people.ts';

export interface HttpDoorParts {
  readonly store: Store;
  readonly mail: MailServices;
  readonly authority: OwnAuthority;
  readonly certificate: ReloadableCertificate;
  readonly people: People;
  readonly events: Events;
  readonly probe: ProbeParts;
  readonly health: HealthSource;
  /** Null: nothing is traced. */
  readonly tracing: Tracing | null;
  /** Called after a change that is to be put back by itself. */
  readonly changeWillEnd: () => void;
  readonly hub: WatchHub;
  readonly changes: ChangeHub;
  readonly worker: LimitParts['worker'];
  readonly listeners: LimitParts['listeners'];
  /** On which each of them listens. */
  readonly ports: readonly { readonly name: string; readonly port: number }[];
}

export interface HttpDoors {
  readonly url: string;
  /** The second door, or the only one where that speaks HTTPS; null: there is none. */
  readonly httpsUrl: string | null;
  close(): Promise<void>;
}

/** What all doors have together. */
export interface SharedByDoors {
  readonly requestLimiter: RequestLimiter;
  readonly authorityGuards: AuthorityGuards;
  readonly limits: LimitSource;
}

interface Door {
  readonly address: string;
  readonly port: number;
  readonly tls: boolean;
  /** The one that `publicUrl` is about. */
  readonly isMain: boolean;
}

export async function startHttpDoors(
  configuration: Configuration,
  dataDirectory: string,
  parts: HttpDoorParts,
): Promise<HttpDoors> {
  const { address, port, tls, httpsPort, requestLimit, requestLimitSeconds } = configuration.http;
  const token = randomBytes(32).toString('base64url');
  const doors: Door[] = [{ address, port, tls, isMain: true }];
  if (httpsPort !== null) doors.push({ address, port: httpsPort, tls: true, isMain: false });
  // The name in the certificate may not be that of this machine's loopback: the command line goes its own way.
  if (tls) doors.push({ address: '127.0.0.1', port: 0, tls: false, isMain: false });
  // Whoever comes by two doors has one allowance.
  const servers: Server[] = [];
  const shared: SharedByDoors = {
    requestLimiter: createRequestLimiter({ requests: requestLimit, seconds: requestLimitSeconds }, systemClock),
    authorityGuards: createAuthorityGuards(configuration.authority.limits, systemClock, (name) =>
      parts.events.limitReached(`authority.limits.${name}`),
    ),
    limits: limitSourceOf(parts, async () => Math.max(0, ...(await Promise.all(servers.map(connectionsOf))))),
  };
  await using opened = new AsyncDisposableStack();
  const urls: { url: string; tls: boolean }[] = [];
  for (const door of doors) {
    const { url, server, close } = await startDoor(door, configuration, token, { ...parts, ...shared });
    servers.push(server);
    opened.defer(close);
    urls.push({ url, tls: door.tls });
  }
  const plain = urls.find((each) => !each.tls)?.url ?? '';
  await writeLocalDoor(dataDirectory, { url: plain, token, pid: process.pid });
  const running = opened.move();
  return {
    url: urls[0]?.url ?? '',
    httpsUrl: urls.find((each) => each.tls)?.url ?? null,
    close: () => running.disposeAsync(),
  };
}

async function startDoor(
  { address, port, tls, isMain }: Door,
  configuration: Configuration,
  token: string,
  parts: HttpDoorParts & SharedByDoors,
): Promise<{ url: string; server: Server; close: () => Promise<void> }> {
  let base = '';
  const { store, authority, people, certificate, events, probe, tracing, authorityGuards: guards } = parts;
  const { connections, trustedProxies } = configuration.http;
  const services = httpServicesOf(configuration, parts, () => base);
  const server = createHttpServer({
    services,
    authority: authorityPartsOf(configuration, guards, store, authority, services.administration, () => base, events),
    pages: pagePartsOf(people, store, services.administration, configuration.pages, guards, events, () => base),
    certificate: tls ? certificate.pair() : null,
    limits: { connections, trustedProxies },
    token,
    probe,
    tracing,
    fault: (error) => events.fault('http', error),
  });
  if (tls) certificate.onReload((pair) => (server.server as unknown as TlsServer).setSecureContext(pair));
  try {
    const url = await server.listen({ host: address, port });
    base = authority.listensAt(url, isMain);
    return { url, server: server.server, close: () => server.close() };
  } catch (cause) {
    await server.close();
    throw cannotListen(address, port, cause);
  }
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
  });
}
