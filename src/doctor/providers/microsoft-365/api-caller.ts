/** One request to an API that may be slow, busy or wrong: tried again where that helps, and ended in time. */
import { setTimeout as delay } from 'node:timers/promises';
import { readBounded } from '../../../lib/read-bounded.ts';
import { type ApiFault, failed } from './api-fault.ts';

export interface ApiLimits {
  /** How long one request may take. */
  readonly requestMs: number;
  /** How often it is made in all. */
  readonly tries: number;
  /** A service that asks for more patience than this, before the next try, is left alone. */
  readonly longestWaitMs: number;
  /** Before the second try, where the service does not say; doubled for each further one. */
  readonly firstWaitMs: number;
  readonly answerBytes: number;
  /** Pages of one list. */
  readonly pages: number;
  /** Rows of one list. */
  readonly rows: number;
  /** Requests on their way at once. */
  readonly atOnce: number;
}

export const normalLimits: ApiLimits = {
  requestMs: 20_000,
  tries: 4,
  longestWaitMs: 30_000,
  firstWaitMs: 1000,
  answerBytes: 16 * 1024 * 1024,
  pages: 100,
  rows: 50_000,
  atOnce: 4,
};

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Making it twice is as making it once: after a lost answer it may be made again. */
  readonly repeatable: boolean;
}

export interface ApiAnswer {
  readonly status: number;
  /** Parsed JSON; text where it is none; null where there is nothing. */
  readonly body: unknown;
}

export interface ApiCaller {
  /** Whatever is answered, good or not; no answer in time is an `ApiFault`. */
  call(request: ApiRequest): Promise<ApiAnswer>;
}

/** A moment's trouble, which another try may be spared. */
const passing: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
/** With these nothing was done. */
const notDone: ReadonlySet<number> = new Set([429, 503]);

const outOfTime = 'the time limit was reached';

interface Tried {
  readonly answer: ApiAnswer | ApiFault;
  /** As the service asks for; null: it does not say. */
  readonly waitMs: number | null;
  readonly again: boolean;
  /** Why nobody can be reached there; null: somebody was. */
  readonly unreachable: string | null;
}

/** Faults of the way that are the same for every request: nobody listens, there is no such host, nobody vouches for it, no HTTP goes to that port. */
const noWay =
  /^(?:ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|CERT_\w+|UNABLE_TO_\w+|\w*SELF_SIGNED\w*|ERR_TLS_CERT\w+|bad port)$/;
/** How often it is tried whether that passes, as while a service starts. */
const triesWithoutWay = 2;
/** So long nobody else tries. */
const unreachableMs = 10_000;

/** @param signal ends all requests. */
export function createApiCaller(token: () => Promise<string>, signal: AbortSignal, limits: ApiLimits): ApiCaller {
  const take = turns(limits.atOnce);
  const attempt = async (request: ApiRequest): Promise<Tried> => {
    const { method, url, headers = {}, body, repeatable } = request;
    const authorization = `Bearer ${await token()}`;
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const type: Record<string, string> =
      body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
    try {
      const response = await fetch(url, {
        method,
        ...json,
        headers: { accept: 'application/json', ...type, ...headers, authorization },
        // The token is for this host and for no other that it may name.
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(limits.requestMs)]),
      });
      const text = await readBounded(response, limits.answerBytes);
      if (text === null)
        return final(failed(`${pathOf(url)}: more than ${limits.answerBytes} octets`, response.status));
      const { status } = response;
      const waitMs = retryAfter(response.headers.get('retry-after'));
      return {
        answer: { status, body: parsed(text) },
        waitMs,
        again: passing.has(status) && (repeatable || notDone.has(status)),
        unreachable: null,
      };
    } catch (error) {
      const why = whyNot(error, limits);
      const answer = failed(`${pathOf(url)}: ${why}`);
      return { answer, waitMs: null, again: repeatable, unreachable: noWay.test(why) ? why : null };
    }
  };
  let lost: { readonly why: string; readonly until: number } | null = null;
  return {
    async call(request) {
      await using _ = await take();
      for (let tries = 1; ; tries += 1) {
        if (signal.aborted) throw tooLate(request);
        if (lost !== null && Date.now() < lost.until) throw failed(`${pathOf(request.url)}: ${lost.why}`);
        const { answer, waitMs, again, unreachable } = await attempt(request);
        const wait = waitMs ?? limits.firstWaitMs * 2 ** (tries - 1);
        const most = unreachable === null ? limits.tries : Math.min(limits.tries, triesWithoutWay);
        if (unreachable !== null && tries >= most) lost = { why: unreachable, until: Date.now() + unreachableMs };
        if (!again || tries >= most || wait > limits.longestWaitMs || signal.aborted) {
          if (!(answer instanceof Error)) return answer;
          throw signal.aborted ? tooLate(request) : answer;
        }
        await delay(wait, undefined, { signal }).catch(() => {});
      }
    },
  };
}

/** How an authority is asked: an answer of any kind, or an `ApiFault` where none came after all tries. */
export function createSend(
  signal: AbortSignal,
  limits: ApiLimits,
): (url: string, init: RequestInit) => Promise<Response> {
  return async (url, init) => {
    for (let tries = 1; ; tries += 1) {
      const isLast = tries >= limits.tries;
      let wait = limits.firstWaitMs * 2 ** (tries - 1);
      try {
        const ends = [signal, AbortSignal.timeout(limits.requestMs)];
        const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.any(ends) });
        wait = retryAfter(response.headers.get('retry-after')) ?? wait;
        if (isLast || !passing.has(response.status) || wait > limits.longestWaitMs) return response;
        await response.body?.cancel();
      } catch (error) {
        const why = whyNot(error, limits);
        const isVain = noWay.test(why) && tries >= triesWithoutWay;
        if (isLast || isVain || signal.aborted) throw failed(`${pathOf(url)}: ${signal.aborted ? outOfTime : why}`);
      }
      await delay(wait, undefined, { signal }).catch(() => {});
    }
  };
}

function final(answer: ApiFault): Tried {
  return { answer, waitMs: null, again: false, unreachable: null };
}

function tooLate({ url }: ApiRequest): ApiFault {
  return failed(`${pathOf(url)}: ${outOfTime}`);
}

/** At most `atOnce` hold a turn; the others wait for one in the order in which they came. */
function turns(atOnce: number): () => Promise<AsyncDisposable> {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  const give = async (): Promise<void> => {
    const next = waiting.shift();
    // A turn that somebody waits for is handed on, and never free in between.
    if (next === undefined) free += 1;
    else next();
  };
  return async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((given) => waiting.push(given));
    return { [Symbol.asyncDispose]: give };
  };
}

/** Seconds, or a time (RFC 9110 §10.2.3). */
function retryAfter(value: string | null): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function whyNot(error: unknown, { requestMs }: ApiLimits): string {
  const { name, cause } = error as {
    readonly name?: unknown;
    readonly cause?: { readonly code?: unknown; readonly message?: unknown };
  };
  if (name === 'TimeoutError') return `no answer in ${requestMs / 1000} s`;
  if (typeof cause?.code === 'string') return cause.code;
  // Fetch itself refuses the ports of other protocols.
  return cause?.message === 'bad port' ? cause.message : 'the connection failed';
}

/** Without host and query: names of people stand there, and nothing that helps. */
export function pathOf(url: string): string {
  return new URL(url).pathname;
}
