/** What the doctor needs of a caller of the admin API, and what becomes of its refusals. */
import type { Hole } from '../../tenant/tenant-reading.ts';

export interface AdminApi {
  /** Asks, and answers the body. Where the service refuses, it throws an error that has its status. */
  call<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>;
}

/** The HTTP status of a refusal; null: it is none. */
export function statusOf(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null;
}

/** What a refusal leaves open, in the words of the service; any other error goes on. */
export function holeOf(error: unknown): Hole {
  const status = statusOf(error);
  if (status === null || !(error instanceof Error)) throw error;
  return status === 403
    ? { kind: 'permission', permission: error.message.replace(/ is needed:/, ':') }
    : { kind: 'failed', detail: error.message };
}

/** A path of the API, each part escaped. */
export function at(strings: TemplateStringsArray, ...parts: readonly string[]): string {
  return strings.map((fixed, i) => fixed + encodeURIComponent(parts[i] ?? '')).join('');
}
