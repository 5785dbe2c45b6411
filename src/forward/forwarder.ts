/** Forwards the logs: a loop for each target and log, so that a slow target holds up itself only. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../lib/clock.ts';
import { fittingRecords } from './fitting-records.ts';
import type { ForwardedLog, ForwardStore } from './forward-store.ts';
import { type RetryDelays, retryDelayMs } from './retry-delay.ts';
import { failed, reasonOf, type Sender, type SendResult } from './sender.ts';

export interface ForwardTarget {
  readonly name: string;
  readonly logs: readonly ForwardedLog[];
  /** Id or domain of the one tenant whose records it gets; null: of all. */
  readonly tenant: string | null;
  readonly start: 'now' | 'oldest';
  readonly batchRecords: number;
  readonly timeLimitMs: number;
  readonly retry: RetryDelays;
  readonly send: Sender;
}

/** How it stands with one log of one target. */
export interface ForwardStatus {
  readonly target: string;
  readonly log: ForwardedLog;
  /** Records of the log that were not looked at yet, of whichever tenant. */
  readonly lag: number;
  readonly taken: number;
  /** Failures in a row; 0: it works. */
  readonly failures: number;
  readonly lastError: string | null;
  readonly lastTakenAt: number | null;
}

export interface ForwardEvents {
  forwardFailed(event: {
    readonly target: string;
    readonly log: string;
    readonly reason: string;
    readonly failures: number;
    readonly lag: number;
    readonly retryMs: number;
  }): void;
  forwardRecovered(event: { readonly target: string; readonly log: string; readonly failures: number }): void;
}

export interface ForwarderParts {
  readonly store: ForwardStore;
  /** Null: there is no such tenant. */
  readonly tenantId: (idOrDomain: string) => Promise<string | null>;
  readonly events: ForwardEvents;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly chance: () => number;
}

export interface Forwarder {
  status(): ForwardStatus[];
  /** Cuts short what is under way: it is sent again at the next start. */
  stop(): Promise<void>;
}

/** How often the logs are looked at. */
const pollMs = 1000;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Stream {
  readonly target: ForwardTarget;
  readonly log: ForwardedLog;
  readonly status: Mutable<ForwardStatus>;
  /** Null: not known yet. */
  cursor: number | null;
  /** Fewer than the target's where it found so many too large. */
  batchRecords: number;
}

export function startForwarder(targets: readonly ForwardTarget[], parts: ForwarderParts): Forwarder {
  const stopping = new AbortController();
  const streams = targets.flatMap((target) => target.logs.map((log) => streamOf(target, log)));
  const running = streams.map((stream) => run(stream, parts, stopping.signal));
  return {
    status: () => streams.map(({ status }) => ({ ...status })),
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

function streamOf(target: ForwardTarget, log: ForwardedLog): Stream {
  const status = { target: target.name, log, lag: 0, taken: 0, failures: 0, lastError: null, lastTakenAt: null };
  return { target, log, status, cursor: null, batchRecords: target.batchRecords };
}

async function run(stream: Stream, parts: ForwarderParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const waitMs = await step(stream, parts, signal);
    // Aborted: the loop ends.
    if (waitMs > 0) await delay(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Sends what there is, at most one batch. How long to wait then. */
async function step(stream: Stream, parts: ForwarderParts, signal: AbortSignal): Promise<number> {
  const { target, status } = stream;
  const result = await forwardBatch(stream, parts, signal).catch((error: unknown) => failed(reasonOf(error)));
  if (signal.aborted) return 0;
  if (result.kind === 'taken') {
    if (status.failures > 0) {
      parts.events.forwardRecovered({ target: target.name, log: stream.log, failures: status.failures });
    }
    status.failures = 0;
    status.lastError = null;
    return status.lag > 0 ? 0 : pollMs;
  }
  if (result.kind === 'too-large') stream.batchRecords = Math.max(1, Math.floor(stream.batchRecords / 2));
  status.failures += 1;
  status.lastError = result.reason;
  const asked = result.kind === 'failed' ? result.retryAfterMs : null;
  const retryMs = Math.round(retryDelayMs(target.retry, status.failures, parts.chance(), asked));
  const { failures, lag } = status;
  parts.events.forwardFailed({ target: target.name, log: stream.log, reason: result.reason, failures, lag, retryMs });
  return retryMs;
}

async function forwardBatch(stream: Stream, parts: ForwarderParts, signal: AbortSignal): Promise<SendResult> {
  const { target, log, status } = stream;
  const { store } = parts;
  stream.cursor ??= await store.begin(target.name, log, target.start);
  const tenantId = target.tenant === null ? null : await parts.tenantId(target.tenant);
  if (target.tenant !== null && tenantId === null) return failed(`there is no tenant ${target.tenant}`);
  const page = await store.read(log, stream.cursor, tenantId, stream.batchRecords);
  // A sequence that no row has any more (an entry that altered nothing) is nothing to wait for.
  status.lag = page.upTo === stream.cursor ? 0 : page.newest - stream.cursor;
  const records = fittingRecords(page.records);
  if (records.length > 0) {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(target.timeLimitMs)]);
    const result = await target.send({ log, records }, inTime);
    if (result.kind !== 'taken') return result;
    stream.batchRecords = Math.min(target.batchRecords, stream.batchRecords * 2);
    status.taken += records.length;
    status.lastTakenAt = parts.clock();
  }
  const last = records.length < page.records.length ? records.at(-1) : undefined;
  const upTo = last?.sequence ?? page.upTo;
  if (upTo > stream.cursor) {
    await store.advance(target.name, log, upTo);
    status.lag = page.newest - upTo;
    stream.cursor = upTo;
  }
  return { kind: 'taken' };
}
