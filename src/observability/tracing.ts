/** What is traced, whoever takes the traces: spans of a few names, tied together by W3C trace context. */

export type SpanName = 'smtp session' | 'sign-in' | 'message' | 'spool commit' | 'delivery' | 'http request';

/** Names of fixed sets, numbers and ids of our own: no address, no login, no words of a client or an upstream. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

export interface Span {
  /** W3C Trace Context §3.2 */
  readonly traceparent: string;
  /** What begins while `work` runs, later steps of it included, is a part of this span. */
  within<T>(work: () => T): T;
  end(facts?: SpanFacts, failed?: boolean): void;
}

export interface Tracing {
  /** `parent`: a traceparent; null, or one that is not valid: a trace of its own; left out: what it runs within. */
  begin(name: SpanName, facts: SpanFacts, parent?: string | null): Span;
  /** The traceparent of what the caller runs within; null: nothing. */
  current(): string | null;
  /** Sends what waits, for a bounded time. */
  close(): Promise<void>;
}
