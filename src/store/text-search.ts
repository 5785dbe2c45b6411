/** Looks for a part of a text in any case: the letters A to Z by SQLite itself, all others by the function `folded`. */
import type { SqlCondition } from './condition-sql.ts';

/** `expression` may be null, which holds nothing. */
export function holdsText(expression: string, part: string): SqlCondition {
  // SQLite knows no other letters (lower()); what has none needs no call out of it.
  const isPlain = /^[\x20-\x7e]*$/.test(part);
  return isPlain
    ? { sql: `instr(lower(${expression}), ?) > 0`, parameters: [part.toLowerCase()] }
    : { sql: `instr(folded(${expression}), ?) > 0`, parameters: [folded(part)] };
}

/** Also the function of that name in SQL. */
export function folded(text: string): string {
  return text.toLowerCase();
}
