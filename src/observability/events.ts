/** Every event that Postern tells of, one function each: what is logged and counted of it stands here and nowhere else. */
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

export interface SignInEvent {
  readonly id: string;
  readonly sessionId: string;
  readonly outcome: 'allowed' | 'refused' | 'error';
  readonly login: string;
  readonly address: string;
  readonly listener: string;
  readonly kind: string;
  readonly mechanism: string | null;
  readonly tls: string;
  readonly gate: string | null;
  readonly reply: string | null;
  readonly errorCode: number;
}

export interface MessageEvent {
  readonly id: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly reversePath: string;
  readonly recipients: number;
  readonly sizeBytes: number;
}

export interface DeliveryEvent {
  readonly messageId: string;
  readonly recipient: string;
  /** The state that the attempt led to. */
  readonly state: string;
  readonly attempts: number;
  readonly connector: string;
  /** The upstream's words. */
  readonly answer: string;
}

export interface ForwardFailure {
  readonly target: string;
  readonly log: string;
  readonly reason: string;
  readonly failures: number;
  readonly lag: number;
  readonly retryMs: number;
}

export interface Events {
  started(facts: { readonly listeners: readonly { name: string; port: number }[]; readonly httpUrl: string }): void;
  stopped(): void;
  signedIn(event: SignInEvent): void;
  messageAccepted(event: MessageEvent): void;
  messageRefused(event: MessageEvent & { readonly reply: string; readonly because: string }): void;
  delivered(event: DeliveryEvent): void;
  certificateReloaded(facts: { readonly certFile: string }): void;
  certificateRejected(facts: { readonly certFile: string; readonly error: unknown }): void;
  changeEnded(facts: { readonly changeId: string; readonly target: string; readonly putBack: boolean }): void;
  changeOverdue(facts: { readonly changeId: string; readonly target: string; readonly because: string }): void;
  forwardFailed(event: ForwardFailure): void;
  /** Requests are refused for a limit of the configuration; the log says so at most once a minute of each. */
  limitReached(limit: string): void;
  /** What is written behind the answer cannot be, and can again. */
  outageBegan(what: string, facts: { readonly error: unknown; readonly waiting: number }): void;
  outageEnded(
    what: string,
    facts: { readonly failures: number; readonly lost: number; readonly lastedMs: number },
  ): void;
  forwardRecovered(event: Pick<ForwardFailure, 'target' | 'log' | 'failures'>): void;
  /** Something of ours failed. What it cost stands in `where`; the client reads nothing of it. */
  fault(where: string, error: unknown): void;
}

/** States that an operator ought to look at. */
const noteworthy = new Set(['dead', 'uncertain', 'bounced']);

export function createEvents(
  log: Log,
  metrics: Pick<Metrics, 'signedIn' | 'message' | 'delivered' | 'fault' | 'limitReached'>,
): Events {
  const isNew = oncePer(60_000);
  return {
    started: (facts) => log.write('info', 'service.started', facts),
    stopped: () => log.write('info', 'service.stopped', {}),
    signedIn(event) {
      metrics.signedIn(event.outcome, event.gate ?? '');
      log.write(event.outcome === 'error' ? 'error' : 'info', `sign-in.${event.outcome}`, pick(event));
    },
    messageAccepted(event) {
      metrics.message('accepted', '');
      log.write('info', 'message.accepted', { ...event });
    },
    messageRefused(event) {
      metrics.message('refused', event.reply);
      log.write('info', 'message.refused', { ...event });
    },
    delivered(event) {
      metrics.delivered(event.connector, event.state);
      log.write(noteworthy.has(event.state) ? 'warn' : 'info', `delivery.${event.state}`, { ...event });
    },
    certificateReloaded: (facts) => log.write('info', 'certificate.reloaded', facts),
    certificateRejected: (facts) => log.write('error', 'certificate.rejected', facts),
    changeOverdue: (facts) => log.write('error', 'change.overdue', facts),
    changeEnded: (facts) => log.write(facts.putBack ? 'info' : 'warn', 'change.ended', facts),
    forwardFailed: (event) => log.write('warn', 'forward.failed', { ...event }),
    forwardRecovered: (event) => log.write('info', 'forward.recovered', { ...event }),
    limitReached(limit) {
      metrics.limitReached(limit);
      if (isNew(limit)) log.write('warn', 'limit.reached', { limit });
    },
    outageBegan: (what, facts) => log.write('error', `${what}.failing`, facts),
    outageEnded: (what, facts) => log.write(facts.lost > 0 ? 'error' : 'warn', `${what}.recovered`, facts),
    fault(where, error) {
      metrics.fault(where);
      log.write('error', 'fault', { where, error });
    },
  };
}

/** Whether it is so long since `name` was asked about; names are of a fixed set. */
function oncePer(ms: number): (name: string) => boolean {
  const last = new Map<string, number>();
  return (name) => {
    const now = performance.now();
    if (now - (last.get(name) ?? Number.NEGATIVE_INFINITY) < ms) return false;
    last.set(name, now);
    return true;
  };
}

/** A record holds more than the log is to have: the trace is asked for by its id. */
function pick(event: SignInEvent) {
  const { id, kind, sessionId, login, address, listener, mechanism, tls, gate, reply, errorCode } = event;
  return { id, kind, sessionId, login, address, listener, mechanism, tls, gate, reply, errorCode };
}
