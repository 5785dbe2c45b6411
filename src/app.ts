/** Wires everything together; decides nothing. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createAdministration } from './administration/administration.ts';
import { createHttpServer } from './api/server.ts';
import type { Configuration } from './config/schema.ts';
import { connectorsOf } from './connectors.ts';
import { createDeliver } from './delivery/deliver.ts';
import { withFailureAddresses } from './delivery/failure-addresses.ts';
import { systemClock } from './lib/clock.ts';
import { newGuid, newId } from './lib/id.ts';
import { writeLocalDoor } from './lib/local-door.ts';
import { listenersOf } from './listeners.ts';
import { actOnMessage } from './queue/operator-actions.ts';
import { defaultRetrySchedule } from './queue/retry-schedule.ts';
import { createTellSubmitter } from './queue/tell-submitter.ts';
import { createQueueWorker } from './queue/worker.ts';
import { newAppPassword } from './sign-in/credentials/app-password.ts';
import { createPasswordChecker } from './sign-in/credentials/check-password.ts';
import { createHashLimiter } from './sign-in/credentials/hash-limiter.ts';
import { makeAppPasswordVerifiers, makePasswordVerifiers } from './sign-in/credentials/make-verifiers.ts';
import { createProvenCredentials } from './sign-in/credentials/proven-credentials.ts';
import { scramCredentialOf } from './sign-in/credentials/scram-verifier.ts';
import { createSignIn } from './sign-in/sign-in.ts';
import { createThrottle, defaultThrottleLimits } from './sign-in/throttle.ts';
import { createOwnTokens, type OwnTokens } from './sign-in/tokens/own-tokens.ts';
import { openTokenKeys } from './sign-in/tokens/token-keys.ts';
import { embeddedCertificate } from './smtp/server/tls/certificate-authority.ts';
import { reloadableCertificate } from './smtp/server/tls/reloadable-certificate.ts';
import { openStore, type Store } from './store/open-store.ts';
import { createTokenKeyStore } from './store/token-key-store.ts';
import { createSessionAnswers } from './submission/session-answers.ts';

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
  const store = await openStore(dataDirectory);
  opened.defer(() => store.close());
  await prepare(store);
  const files =
    configuration.certificate ??
    (await embeddedCertificate(join(dataDirectory, 'tls'), certificateNames(host), systemClock()));
  const certificate = reloadableCertificate(files.certFile, files.keyFile);
  opened.defer(() => certificate.close());
  const stopping = new AbortController();
  const deliver = createDeliver(await connectorsOf(configuration, host, store.spool));
  const worker = createQueueWorker({
    store: store.queue,
    deliver: configuration.failureAddresses ? withFailureAddresses(deliver, stopping.signal) : deliver,
    tellSubmitter: createTellSubmitter({ spool: store.spool, clock: systemClock, newId, host }),
    schedule: defaultRetrySchedule,
    clock: systemClock,
    owner: `${host}/${process.pid}`,
    concurrency: configuration.deliveryConcurrency,
  });
  opened.defer(async () => {
    stopping.abort();
    await worker.stop();
  });
  const listeners = listenersOf(configuration, host, certificate, sessionAnswers(configuration, host, store));
  const ports: { name: string; port: number }[] = [];
  for (const listener of listeners) {
    ports.push({ name: listener.name, port: await listener.listen() });
    opened.defer(() => listener.close(graceMs));
  }
  const token = randomBytes(32).toString('base64url');
  let ready = false;
  const keys = await openTokenKeys(createTokenKeyStore(dataDirectory), systemClock, newGuid);
  // Known once the port is: `http.port` may ask for any free one.
  let publicUrl = configuration.http.publicUrl;
  const tokens = createOwnTokens(keys, (tenantId) => `${publicUrl}/${tenantId}/v2.0`, systemClock);
  const http = createHttpServer({ services: services(store, tokens), token, ready: () => ready });
  const httpUrl = await http.listen({ host: configuration.http.address, port: configuration.http.port });
  if (publicUrl === '') publicUrl = httpUrl;
  opened.defer(() => http.close());
  await writeLocalDoor(dataDirectory, { url: httpUrl, token, pid: process.pid });
  worker.start();
  const purge = setInterval(() => {
    store.queue.purge(systemClock(), configuration.captureDays * dayMs).catch(() => undefined);
  }, purgeEveryMs).unref();
  opened.defer(() => clearInterval(purge));
  ready = true;
  const running = opened.move();
  return {
    listeners: ports,
    httpUrl,
    caFile: 'caFile' in files ? files.caFile : null,
    store,
    flushes: () => store.flushes(),
    async stop() {
      ready = false;
      await running.disposeAsync();
    },
  };
}

function certificateNames(host: string): string[] {
  return [...new Set(['localhost', host, '127.0.0.1', '::1'])];
}

function sessionAnswers(
  configuration: Configuration,
  host: string,
  store: Store,
): ReturnType<typeof createSessionAnswers> {
  const processKey = randomBytes(32);
  const signIn = createSignIn({
    directory: store.directory,
    log: store.signInLog,
    throttle: createThrottle(defaultThrottleLimits, systemClock),
    passwords: createPasswordChecker(createHashLimiter(), createProvenCredentials(systemClock)),
    clock: systemClock,
    newId,
  });
  return createSessionAnswers({
    signIn,
    scramCredential: async (login) => scramCredentialOf(await store.directory.signInFacts(login), login, processKey),
    spool: store.spool,
    queue: store.queue,
    log: store.signInLog,
    clock: systemClock,
    newId,
    host,
    maximumHeaderBytes: configuration.limits.headerBytes,
    sessionsPerAddress: configuration.limits.sessionsPerAddress,
    sessions: configuration.limits.sessions,
  });
}

function services(store: Store, tokens: OwnTokens): Parameters<typeof createHttpServer>[0]['services'] {
  return {
    ...store,
    bearer: { ...store, verify: (token) => tokens.verify(token) },
    administration: createAdministration(store, { clock: systemClock, newGuid }),
    queueActions: { act: (action, messageId, by) => actOnMessage(store.queue, action, messageId, by, systemClock) },
    hashPassword: async (password, { scram }) => {
      const verifiers = await makePasswordVerifiers(password);
      return scram ? verifiers : { ...verifiers, scram: null };
    },
    newAppPassword: async () => {
      const password = newAppPassword();
      return { password, verifiers: await makeAppPasswordVerifiers(password, null) };
    },
    clock: systemClock,
  };
}
