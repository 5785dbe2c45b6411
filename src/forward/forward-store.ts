/** What forwarding needs of a store: the logs in the order in which they were written, and how far each target has come. */

export const forwardedLogs = ['sign-ins', 'audit'] as const;

export type ForwardedLog = (typeof forwardedLogs)[number];

export interface ForwardedRecord {
  /** Grows from record to record of a log, and is never given twice. */
  readonly sequence: number;
  readonly at: number;
  readonly severity: 'error' | 'notice' | 'informational';
  /** As the export of the log has it. */
  readonly record: Readonly<Record<string, unknown>>;
}

export interface ForwardedPage {
  /** Oldest first; of the tenant that was asked for. */
  readonly records: readonly ForwardedRecord[];
  /** The last sequence that was looked at, of whichever tenant. */
  readonly upTo: number;
  /** The newest sequence of the log. */
  readonly newest: number;
}

export interface ForwardStore {
  /** How far `target` has come; one that is new begins at the end of the log (`now`) or at its first record (`oldest`). */
  begin(target: string, log: ForwardedLog, start: 'now' | 'oldest'): Promise<number>;
  /** At most `limit` records after `sequence`. */
  read(log: ForwardedLog, sequence: number, tenantId: string | null, limit: number): Promise<ForwardedPage>;
  /** `target` has all up to `sequence`; it never goes back. */
  advance(target: string, log: ForwardedLog, sequence: number): Promise<void>;
}
