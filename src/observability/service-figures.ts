/** How the service stands at a moment, in numbers. What could not be learned is null. */

export interface ServiceFigures {
  readonly at: number;
  readonly queue: readonly { readonly state: string; readonly recipients: number; readonly oldestAt: number }[] | null;
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number } | null;
  readonly spoolBytes: number | null;
  readonly storeWaiting: number;
  readonly storeWritable: boolean;
  readonly droppedRecords: number;
  readonly sessions: readonly { readonly listener: string; readonly open: number }[];
  /** Changes whose end has come, and that could not be put back. */
  readonly overdueEnds: number | null;
  readonly certificateEndsAt: number | null;
}
