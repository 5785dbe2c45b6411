/** The header `traceparent` (W3C Trace Context §3.2). Pure. */

export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
}

const form = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/;
const nothing = /^0+$/;

/** Null: it is not valid, and a new trace begins (§4.3). */
export function readTraceparent(text: string): TraceContext | null {
  const [, version = 'ff', traceId = '', spanId = '', flags = '', more] = form.exec(text) ?? [];
  // §3.2.2: ff is forbidden, and version 00 has nothing more; of a later one the known part is read.
  if (version === 'ff' || (version === '00' && more !== undefined)) return null;
  if (nothing.test(traceId) || nothing.test(spanId)) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1 };
}

export function writeTraceparent({ traceId, spanId, traceFlags }: TraceContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
