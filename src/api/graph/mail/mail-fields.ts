/** Reads the JSON of Outlook's resources, in the codes of Exchange, which serves these requests. Pure. */
import { Fields } from '../fields.ts';
import { BadRequest } from '../graph-fault.ts';

/** Graph's code for JSON that does not fit its types. */
const code = 'RequestBodyRead';

export function mailFields(body: unknown): Fields {
  return new Fields(body, { code, nullIsLeftOut: true });
}

export function unreadable(message: string): BadRequest {
  return new BadRequest(message, code);
}

/** True or false, which the documentation's own examples write as text. */
export function writtenFlag(fields: Fields, name: string): boolean | undefined {
  const value = fields.take(name) ?? undefined;
  if (value === undefined || typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw fields.bad(name, 'must be true or false');
}

/** Of a text that may be as long as a body. */
export const anyLength = Number.POSITIVE_INFINITY;

/** On one line, as a header field has it. */
export function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
