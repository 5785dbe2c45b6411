/** Times as PowerShell and people write them: ISO 8601, `06/13/2025 5:00 PM`, `/Date(…)/`; without a zone they are UTC. Pure. */

const maximumTime = 40;

/** Milliseconds since 1970, UTC; null: it is no time. */
export function readTime(text: string): number | null {
  const [, milliseconds] = /^\/Date\((-?\d{1,15})\)\/$/.exec(text) ?? [];
  if (milliseconds !== undefined) return Number(milliseconds);
  if (text.length > maximumTime || !/\d/.test(text)) return null;
  const isDateOnly = /^\d{4}-\d\d-\d\d$/.test(text);
  const hasZone = isDateOnly || /(Z|UTC|GMT|[+-]\d\d:?\d\d)$/i.test(text);
  const time = Date.parse(hasZone ? text : `${text}${/T\d/.test(text) ? 'Z' : ' UTC'}`);
  return Number.isNaN(time) ? null : time;
}
