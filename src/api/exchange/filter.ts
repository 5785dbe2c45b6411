/** `-Filter` of the cmdlets that list: `Name -like 'scan*' -and -not (X -eq $true)`, as a test of a row. Pure. */
import { BadCall } from './exchange-error.ts';

/** A row as a cmdlet shows it. */
export type FilterRow = Readonly<Record<string, Value | readonly string[]>>;
export type Filter = (row: FilterRow) => boolean;

const maximumFilter = 2000;
const maximumDepth = 20;

/** What one property of a row holds. */
type Value = string | number | boolean | null;

const tokenPattern = /\s*(?:(\()|(\))|'((?:[^']|'')*)'|"([^"]*)"|([^\s()'"]+))/y;

interface Token {
  readonly kind: 'open' | 'close' | 'quoted' | 'word';
  readonly text: string;
}

/** Throws a `BadCall` that says where it goes wrong. */
export function readFilter(text: string): Filter {
  if (text.length > maximumFilter) throw new BadCall(`A filter has at most ${maximumFilter} characters.`);
  const reader = new Reader(tokensOf(text));
  const filter = reader.either(0);
  reader.end();
  return filter;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (text.slice(tokenPattern.lastIndex).trim() !== '') {
    const match = tokenPattern.exec(text);
    if (match === null) throw new BadCall('The filter has a quotation mark without its other half.');
    const [, open, close, single, double, word] = match;
    if (open !== undefined) tokens.push({ kind: 'open', text: open });
    else if (close !== undefined) tokens.push({ kind: 'close', text: close });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'quoted', text: single?.replaceAll("''", "'") ?? double ?? '' });
  }
  return tokens;
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  either(depth: number): Filter {
    let left = this.#both(depth);
    while (this.#take('-or')) {
      const [first, second] = [left, this.#both(depth)];
      left = (row) => first(row) || second(row);
    }
    return left;
  }

  end(): void {
    const rest = this.#tokens[this.#at];
    if (rest !== undefined) throw new BadCall(`The filter cannot be read at '${rest.text}'.`);
  }

  #both(depth: number): Filter {
    let left = this.#one(depth);
    while (this.#take('-and')) {
      const [first, second] = [left, this.#one(depth)];
      left = (row) => first(row) && second(row);
    }
    return left;
  }

  #one(depth: number): Filter {
    if (depth > maximumDepth) throw new BadCall(`A filter has at most ${maximumDepth} levels.`);
    if (this.#take('-not')) {
      const inner = this.#one(depth + 1);
      return (row) => !inner(row);
    }
    if (this.#tokens[this.#at]?.kind === 'open') {
      this.#at += 1;
      const inner = this.either(depth + 1);
      if (this.#next().kind !== 'close') throw new BadCall('The filter lacks a closing parenthesis.');
      return inner;
    }
    const name = this.#next().text;
    const operator = this.#next().text.toLowerCase();
    const value = valueOf(this.#next());
    const compare = operators[operator];
    if (compare === undefined)
      throw new BadCall(
        `'${operator}' is no operator of a filter here; there are ${Object.keys(operators).join(', ')}.`,
      );
    return (row) => compare(propertyOf(row, name), value);
  }

  #next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new BadCall('The filter ends too early; it is written Property -eq value.');
    this.#at += 1;
    return token;
  }

  #take(word: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }
}

function valueOf({ kind, text }: Token): Value {
  if (kind === 'quoted') return text;
  const constants: Readonly<Record<string, Value>> = { $true: true, $false: false, $null: null };
  const lower = text.toLowerCase();
  if (lower in constants) return constants[lower] ?? null;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function propertyOf(row: FilterRow, name: string): Value | readonly string[] {
  const found = Object.keys(row).find((each) => each.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return row[found] ?? null;
  throw new BadCall(`'${name}' is no property to filter by; there are ${Object.keys(row).join(', ')}.`);
}

const operators: Readonly<Record<string, (property: Value | readonly string[], value: Value) => boolean>> = {
  '-eq': (property, value) => some(property, (each) => isSame(each, value)),
  '-ne': (property, value) => !some(property, (each) => isSame(each, value)),
  '-like': (property, value) => some(property, (each) => isLike(each, value)),
  '-notlike': (property, value) => !some(property, (each) => isLike(each, value)),
  '-gt': (property, value) => order(property, value) > 0,
  '-ge': (property, value) => order(property, value) >= 0,
  '-lt': (property, value) => order(property, value) < 0,
  '-le': (property, value) => order(property, value) <= 0,
};

/** Of a property with many values, one is enough. */
function some(property: Value | readonly string[], fits: (value: Value) => boolean): boolean {
  return isList(property) ? property.some(fits) : fits(property);
}

/** Truth is written `$true` or `'True'`. */
function isSame(property: Value, value: Value): boolean {
  if (property === null || value === null) return property === value;
  return String(property).toLowerCase() === String(value).toLowerCase();
}

/** `*` at either end, as OPATH has it, and in between. */
function isLike(property: Value, value: Value): boolean {
  if (property === null) return false;
  const text = String(property).toLowerCase();
  const parts = String(value).toLowerCase().split('*');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  const until = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, from);
    if (found === -1 || found + part.length > until) return false;
    from = found + part.length;
  }
  return true;
}

function order(property: Value | readonly string[], value: Value): number {
  if (property === null || value === null || isList(property)) return Number.NaN;
  if (typeof value === 'number') return Number(property) - value;
  return String(property).toLowerCase() < String(value).toLowerCase() ? -1 : isSame(property, value) ? 0 : 1;
}

function isList(property: Value | readonly string[]): property is readonly string[] {
  return Array.isArray(property);
}
