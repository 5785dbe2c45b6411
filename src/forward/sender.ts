/** What hands records to a target, whichever way. */
import type { ForwardedLog, ForwardedRecord } from './forward-store.ts';

export interface ForwardBatch {
  readonly log: ForwardedLog;
  readonly records: readonly ForwardedRecord[];
}

export type SendResult =
  | { readonly kind: 'taken' }
  /** `retryAfterMs`: what the target asked for; null: nothing. */
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfterMs: number | null }
  /** Fewer at once may do. */
  | { readonly kind: 'too-large'; readonly reason: string };

/** Never rejects. Ends soon after `signal` is aborted, and then says `failed`. */
export type Sender = (batch: ForwardBatch, signal: AbortSignal) => Promise<SendResult>;

export function failed(reason: string, retryAfterMs: number | null = null): SendResult {
  return { kind: 'failed', reason, retryAfterMs };
}

/** The words of a fault, without what a target may have put there. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/\p{Cc}/gu, ' ').slice(0, 300);
}
