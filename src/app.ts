/** Wires everything together; decides nothing. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { createEndingChanges } from './administration/end-changes.ts';
import { createHttpServer } from './api/server.ts';
import { certificateOf } from './certificate.ts';
import type { Configuration } from './config/schema.ts';
import { connectorsOf } from './connectors.ts';
import { createDeliver } from './delivery/deliver.ts';
import { withFailureAddresses } from './delivery/failure-addresses.ts';
import { httpServicesOf } from './http-services.ts';
import { AppError } from './lib/app-error.ts';
import { systemClock } from './lib/clock.ts';
import { newGuid, newId } from './lib/id.ts';
import { writeLocalDoor } from './lib/local-door.ts';
import { listenersOf } from './listeners.ts';
import { createEvents, type Events } from './observability/events.ts';
import { createLog } from './observability/log.ts';
import { defaultRetrySchedule } from './queue/retry-schedule.ts';
import { createTellSubmitter } from './queue/tell-submitter.ts';
import { createQueueWorker, type QueueWorker } from './queue/worker.ts';
import { sessionAnswersOf } from './session-answers.ts';
import { createOwnTokens } from './sign-in/tokens/own-tokens.ts';
import { openTokenKeys } from './sign-in/tokens/token-keys.ts';
import { openStore, type Store } from './store/open-store.ts';
import { createTokenKeyStore } from './store/token-key-store.ts';

export interface Service {
  readonly listeners: readonly { readonly name: string; readonly port: number }[];
  readonly httpUrl: string;
  /** The authority that clients are to trust; null where the certificate was configured. */
  readonly caFile: string | null;
  readonly store: Store;
  /** Flushes of the spool so far. */
  flushes(): number;
  /** Lets messages under way end, and closes. */
  stop(): Promise<void>;
}

/** Time that messages under way get at the end. */
const graceMs = 10_000;
const purgeEveryMs = 60_000;
const dayMs = 86_400_000;

/** Starts the service on `dataDirectory`. `prepare` runs before the first client can connect. */
export async function startService(
  configuration: Configuration,
  dataDirectory: string,
  prepare: (store: Store) => Promise<void> = async () => undefined,
): Promise<Service> {
  const host = configuration.hostname || hostname();
  // Closes in the reverse order, at the end or where the start fails half way.
  await using opened = new AsyncDisposableStack();
  const log = createLog(configuration.log);
  opened.defer(() => log.close());
  const events = createEvents(log);
  const store = await openStore(dataDirectory);
  opened.defer(() => store.close());
  await prepare(store);
  const certificate = await certificateOf(configuration, host, dataDirectory, events);
  opened.defer(() => certificate.close());
  const ending = createEndingChanges(store.auditLog, { clock: systemClock, newGuid }, ({ id, target }, putBack) =>
    events.changeEnded({ changeId: id, target: target.name, putBack }),
  );
  opened.defer(() => ending.stop());
  await ending.start();
  const worker = await workerOf(configuration, host, store, events, opened);
  const answers = sessionAnswersOf(configuration, host, store, events);
  const ports: { name: string; port: number }[] = [];
  const listeners = listenersOf(configuration, host, certificate, answers, (error) => events.fault('smtp', error));
  opened.defer(async () => {
    await Promise.all(listeners.slice(0, ports.length).map((listener) => listener.close(graceMs)));
  });
  for (const listener of listeners) ports.push({ name: listener.name, port: await listener.listen() });
  const token = randomBytes(32).toString('base64url');
  let ready = false;
  const keys = await openTokenKeys(createTokenKeyStore(dataDirectory), systemClock, newGuid);
  // Known once the port is: `http.port` may ask for any free one.
  let { publicUrl } = configuration.http;
  const tokens = createOwnTokens(keys, (tenantId) => `${publicUrl}/${tenantId}/v2.0`, systemClock);
  const http = createHttpServer({
    services: httpServicesOf(store, tokens),
    token,
    ready: () => ready,
    fault: (error) => events.fault('http', error),
  });
  opened.defer(() => http.close());
  const httpUrl = await listening(http, configuration.http);
  if (publicUrl === '') publicUrl = httpUrl;
  await writeLocalDoor(dataDirectory, { url: httpUrl, token, pid: process.pid });
  worker.start();
  const purge = setInterval(() => {
    store.queue
      .purge(systemClock(), configuration.captureDays * dayMs)
      .catch((error: unknown) => events.fault('purge', error));
  }, purgeEveryMs).unref();
  opened.defer(() => clearInterval(purge));
  ready = true;
  events.started({ listeners: ports, httpUrl });
  const running = opened.move();
  return {
    listeners: ports,
    httpUrl,
    caFile: certificate.caFile,
    store,
    flushes: () => store.flushes(),
    async stop() {
      ready = false;
      events.stopped();
      await running.disposeAsync();
    },
  };
}

async function workerOf(
  configuration: Configuration,
  host: string,
  store: Store,
  events: Events,
  opened: AsyncDisposableStack,
): Promise<QueueWorker> {
  const stopping = new AbortController();
  const deliver = createDeliver(await connectorsOf(configuration, host, store.spool));
  const worker = createQueueWorker({
    store: store.queue,
    deliver: configuration.failureAddresses ? withFailureAddresses(deliver, stopping.signal) : deliver,
    tellSubmitter: createTellSubmitter({
      spool: store.spool,
      clock: systemClock,
      newId,
      host,
      schedule: defaultRetrySchedule,
    }),
    schedule: defaultRetrySchedule,
    clock: systemClock,
    owner: `${host}/${process.pid}`,
    concurrency: configuration.deliveryConcurrency,
    events,
  });
  opened.defer(async () => {
    stopping.abort();
    await worker.stop(graceMs);
  });
  return worker;
}

async function listening(
  http: ReturnType<typeof createHttpServer>,
  { address, port }: Configuration['http'],
): Promise<string> {
  try {
    return await http.listen({ host: address, port });
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new AppError('cannot-listen', { address, port, reason }, cause);
  }
}
