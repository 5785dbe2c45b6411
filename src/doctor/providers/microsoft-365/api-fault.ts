/** Why a call of an API came to nothing, as a hole in what is known of the tenant. Pure. */
import { redactText } from '../../../observability/redact.ts';
import type { Hole } from '../../tenant/tenant-reading.ts';

/** Characters of what an API said that are passed on. */
const maximumSaid = 300;

export class ApiFault extends Error {
  readonly hole: Hole;
  /** HTTP status; null: there was no answer. */
  readonly status: number | null;
  constructor(hole: Hole, status: number | null = null) {
    super(hole.kind === 'failed' ? hole.detail : hole.kind);
    this.hole = hole;
    this.status = status;
  }
}

export function failed(detail: string, status: number | null = null): ApiFault {
  // oxlint-disable-next-line no-control-regex
  const clean = redactText(detail).replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  return new ApiFault({ kind: 'failed', detail: clean.slice(0, maximumSaid) }, status);
}

/** What an error leaves open; one that is no fault of an API goes on. */
export function holeOf(error: unknown): Hole {
  if (error instanceof ApiFault) return error.hole;
  throw error;
}
