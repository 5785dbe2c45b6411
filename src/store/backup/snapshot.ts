/** A copy of the database as it is at one moment, and what of the files beside it belongs to that moment. */
import { Worker } from 'node:worker_threads';
import { AppError } from '../../lib/app-error.ts';

export interface Snapshot {
  /** Up to here the copy knows the segments. */
  readonly indexed: { readonly segment: number; readonly offset: number };
  /** Numbers of the segments that hold its messages. */
  readonly segments: readonly number[];
  /** Names of files. */
  readonly large: readonly string[];
  readonly drafts: readonly string[];
  readonly migrations: readonly number[];
}

/** Throws an `AppError` where the copy cannot be made, for instance because the disk is full. */
export function takeSnapshot(file: string, copy: string): Promise<Snapshot> {
  const worker = new Worker(new URL('./snapshot-thread.ts', import.meta.url), { workerData: { file, copy } });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', (cause) => {
      const full = cause instanceof Error && cause.message.includes('disk is full');
      reject(new AppError(full ? 'storage-full' : 'storage-failed', {}, cause));
    });
    worker.once('exit', () => reject(new AppError('storage-failed', { reason: 'the copy of the database ended' })));
  });
}
