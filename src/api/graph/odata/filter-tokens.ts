/** `$filter` cut into its words. Pure. */
import { BadRequest } from '../graph-fault.ts';
import type { Literal } from './filter.ts';

export type Token =
  | { readonly kind: 'literal'; readonly literal: Literal }
  /** A name, an operator or a path. */
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'mark'; readonly text: '(' | ')' | ',' | ':' }
  | { readonly kind: 'end' };

/** Characters of one filter. */
const maximumLength = 8192;
const maximumTokens = 1000;

export function badFilter(why: string): BadRequest {
  return new BadRequest(`Invalid filter clause: ${why}`, 'BadRequest');
}

// Sticky, so that each stands at the place that has been reached and nowhere later.
const space = /\s+/y;
const mark = /[(),:]/y;
const quoted = /'((?:[^']|'')*)'/y;
const time = /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d)?)?(?![\w-])/iy;
const guid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?!\w)/iy;
const number = /-?\d{1,17}(?:\.\d{1,17})?(?![\w.])/y;
const word = /[A-Za-z_$@][\w.$@]*(?:\/[A-Za-z_$@][\w.$@]*)*/y;

export function tokensOf(text: string): Token[] {
  if (text.length > maximumLength) throw badFilter(`it is longer than ${maximumLength} characters.`);
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) at += found.length;
    return found ?? null;
  };
  while (at < text.length) {
    if (take(space) !== null) continue;
    const token = nextToken(take);
    if (token === null) throw badFilter(`there is a syntax error at character ${at}.`);
    tokens.push(token);
    if (tokens.length > maximumTokens) throw badFilter(`it has more than ${maximumTokens} parts.`);
  }
  return tokens;
}

function nextToken(take: (pattern: RegExp) => string | null): Token | null {
  let found = take(mark);
  if (found !== null) return { kind: 'mark', text: found as '(' };
  found = take(quoted);
  if (found !== null) return literal({ kind: 'string', value: found.slice(1, -1).replaceAll("''", "'") });
  found = take(guid);
  if (found !== null) return literal({ kind: 'guid', value: found });
  found = take(time);
  if (found !== null) return literal({ kind: 'time', value: timeOf(found) });
  found = take(number);
  if (found !== null) return literal({ kind: 'number', value: Number(found) });
  found = take(word);
  if (found === null) return null;
  if (/^(true|false)$/i.test(found)) return literal({ kind: 'boolean', value: found.toLowerCase() === 'true' });
  return found.toLowerCase() === 'null' ? literal({ kind: 'null' }) : { kind: 'word', text: found };
}

function literal(value: Literal): Token {
  return { kind: 'literal', literal: value };
}

function timeOf(text: string): number {
  // A time without a zone is UTC.
  const whole = /T.*(?:Z|[+-]\d\d:\d\d)$/i.test(text) || !/T/i.test(text) ? text : `${text}Z`;
  const value = Date.parse(whole.toUpperCase());
  if (Number.isNaN(value)) throw badFilter(`'${text}' is no date.`);
  return value;
}
