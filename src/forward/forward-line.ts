/** A record as one line of JSON: what a target receives. Pure. */
import type { ForwardedLog, ForwardedRecord } from './forward-store.ts';

/** Left out first where a line would be too long; they are found by the id. */
const longFields = new Set(['trace', 'changes']);
const headFields = new Set(['id', 'at', 'tenantId', 'correlationId']);

/** ASCII alone, so that no receiver has to guess the character set. */
export function forwardLine(log: ForwardedLog, { record }: ForwardedRecord): string {
  return asciiJson({ log, ...record });
}

/** As `forwardLine`, of at most `maximumBytes`: what does not fit is left out, and `shortened` says so. */
export function forwardLineWithin(log: ForwardedLog, forwarded: ForwardedRecord, maximumBytes: number): string {
  const whole = forwardLine(log, forwarded);
  if (whole.length <= maximumBytes) return whole;
  const fields = Object.entries(forwarded.record);
  const short = asciiJson({
    log,
    shortened: true,
    ...Object.fromEntries(fields.filter(([name]) => !longFields.has(name))),
  });
  if (short.length <= maximumBytes) return short;
  return asciiJson({
    log,
    shortened: true,
    ...Object.fromEntries(fields.filter(([name]) => headFields.has(name))),
  });
}

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
