/** Wires everything together; decides nothing. */
import { hostname } from 'node:os';
import type { Configuration } from './config/schema.ts';
import type { Store } from './store/open-store.ts';
import { tracedHost } from './submission/traced-host.ts';
import { WatchHub } from './watch/watch-hub.ts';
import { certificateOf } from './wiring/certificate.ts';
import { changeHubOf } from './wiring/change-hub.ts';
import { endingChangesOf } from './wiring/ending-changes.ts';
import { startForwarding } from './wiring/forwarding.ts';
import { healthSourceOf } from './wiring/health.ts';
import { startHttpDoors } from './wiring/http-door.ts';
import { listenersOf } from './wiring/listeners.ts';
import { mailServicesOf } from './wiring/mail-services.ts';
import { openObservability } from './wiring/observability.ts';
import { openOwnAuthority } from './wiring/own-authority.ts';
import { peopleOf, signInGuards } from './wiring/people.ts';
import { probeOf } from './wiring/probe.ts';
import { retentionOf } from './wiring/retention.ts';
import { sessionAnswersOf } from './wiring/session-answers.ts';
import { observerOf } from './wiring/session-watch.ts';
import { beginSetup } from './wiring/setup.ts';
import { storeObserverOf } from './wiring/store-observer.ts';
import { sharedSubmission } from './wiring/submission.ts';
import { openTracedStore } from './wiring/traced-store.ts';
import { workerOf } from './wiring/worker.ts';

export interface Service {
  readonly listeners: readonly { readonly name: string; readonly port: number }[];
  readonly httpUrl: string;
  /** Null: no door speaks HTTPS. */
  readonly httpsUrl: string | null;
  /** The authority that clients are to trust; null where the certificate was configured. */
  readonly caFile: string | null;
  readonly store: Store;
  /** A new link for the first administrator; null where somebody administers. It is for the terminal, and for no log. */
  setupLink(): Promise<string | null>;
  /** Flushes of the spool so far. */
  flushes(): number;
  /** Lets messages under way end, and closes; once. */
  stop(): Promise<void>;
}

/** Time that messages under way get at the end. */
const graceMs = 10_000;

/** Starts the service on `dataDirectory`. `prepare` runs before the first client can connect. */
export async function startService(
  configuration: Configuration,
  dataDirectory: string,
  prepare: (store: Store) => Promise<void> = async () => undefined,
): Promise<Service> {
  const host = configuration.hostname || hostname();
  // Closes in the reverse order, at the end or where the start fails half way.
  await using opened = new AsyncDisposableStack();
  const { events, metrics, tracing, close } = await openObservability(configuration);
  opened.defer(close);
  const store = await openTracedStore(dataDirectory, storeObserverOf(events, metrics), tracing);
  opened.defer(() => store.close());
  await prepare(store);
  const certificate = await certificateOf(configuration, host, dataDirectory, events);
  opened.defer(() => certificate.close());
  const ending = opened.adopt(endingChangesOf(store, events), (changes) => changes.stop());
  await ending.start();
  const worker = await workerOf(configuration, host, store, events, { metrics, tracing });
  opened.defer(() => worker.stop(graceMs));
  const authority = await openOwnAuthority(configuration, dataDirectory, events);
  opened.defer(() => authority.close());
  const [submission, guards, hub] = [sharedSubmission(events), signInGuards(), new WatchHub(configuration.watch)];
  const { verify } = authority.tokens;
  const shared = { store, events, guards, submission, hub };
  const answers = tracedHost(sessionAnswersOf(configuration, host, verify, shared), tracing);
  const listeners = listenersOf(configuration, host, certificate, answers, observerOf(hub), (error) =>
    events.fault('smtp', error),
  );
  const ports = await listenAll(listeners, opened);
  let ready = false;
  const probe = probeOf(configuration, metrics, { store, certificate, listeners }, () => ready);
  const people = peopleOf(store, guards, configuration.passwords, events);
  const forwarding = await startForwarding(configuration, host, store, events, metrics);
  opened.defer(() => forwarding.stop());
  const mail = mailServicesOf(configuration, host, store, submission);
  const health = healthSourceOf(probe, store, worker.connectors, forwarding);
  const changes = opened.adopt(changeHubOf(configuration, store, events), (each) => each.close());
  const served = { listeners, ports, certificate, hub, changes, worker, mail };
  const parts = { store, authority, people, events, probe, health, tracing, ...served };
  const http = await startHttpDoors(configuration, dataDirectory, { ...parts, changeWillEnd: ending.changed });
  opened.defer(() => http.close());
  worker.start();
  opened.adopt(retentionOf(configuration, store, events), (retention) => retention.stop());
  ready = true;
  events.started({ listeners: ports, httpUrl: http.url });
  opened.defer(() => {
    ready = false;
    events.stopped();
  });
  const running = opened.move();
  return {
    listeners: ports,
    httpUrl: http.url,
    httpsUrl: http.httpsUrl,
    caFile: certificate.caFile,
    store,
    setupLink: () => beginSetup(people.setup, authority.mainUrl()),
    flushes: () => store.flushes(),
    stop: () => running.disposeAsync(),
  };
}

/** Those that listen are closed at the end, also where another one cannot. */
async function listenAll(listeners: ReturnType<typeof listenersOf>, opened: AsyncDisposableStack) {
  const ports: { readonly name: string; readonly port: number }[] = [];
  opened.defer(async () => {
    await Promise.all(listeners.slice(0, ports.length).map((listener) => listener.close(graceMs)));
  });
  for (const listener of listeners) ports.push({ name: listener.name, port: await listener.listen() });
  return ports;
}
