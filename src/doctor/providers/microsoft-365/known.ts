/** What was read, or why it was not. */
import type { Hole, Read } from '../../tenant/tenant-reading.ts';
import { holeOf } from './api-fault.ts';

/** Any error that is no fault of an API goes on. */
export async function known<T>(read: () => Promise<T>, evidence: string): Promise<Read<T>> {
  try {
    return { known: true, value: await read(), evidence, setBy: null, setAt: null };
  } catch (error) {
    return unknownBecause(error);
  }
}

export function unknownBecause(error: unknown): { readonly known: false; readonly because: Hole } {
  return { known: false, because: holeOf(error) };
}
