/** What a failure of the disk is to whoever wanted something kept. */
import { AppError } from './app-error.ts';

export function storageError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const isFull = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
  return new AppError(isFull ? 'storage-full' : 'storage-failed', {}, cause);
}

/** What fails in `work` is the disk. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw storageError(cause);
  }
}
