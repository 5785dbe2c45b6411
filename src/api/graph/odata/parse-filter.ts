/** Reads a `$filter` into its tree. Pure. */
import type { Comparison, Expression, Literal, Path, TextTest } from './filter.ts';
import { badFilter, type Token, tokensOf } from './filter-tokens.ts';

/** Parentheses, `not` and lambdas inside each other. */
const maximumDepth = 30;
/** Values of one `in`, as in Entra. */
const maximumValues = 15;

const comparisons: ReadonlySet<string> = new Set<Comparison>(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const textTests: ReadonlySet<string> = new Set<TextTest>(['startswith', 'endswith', 'contains']);
const turned: Readonly<Record<Comparison, Comparison>> = { eq: 'eq', ne: 'ne', gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' };

/** Throws a `BadRequest` that says what it stumbled over. */
export function parseFilter(text: string): Expression {
  const parser = new FilterParser(tokensOf(text));
  const expression = parser.disjunction();
  parser.expectEnd();
  return expression;
}

class FilterParser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  /** Variables of the lambdas that are open. */
  readonly #variables: string[] = [];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  disjunction(): Expression {
    let left = this.#conjunction();
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#conjunction() };
    return left;
  }

  expectEnd(): void {
    if (this.#peek().kind !== 'end') throw badFilter(`${this.#described()} was not expected.`);
  }

  #conjunction(): Expression {
    let left = this.#negation();
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#negation() };
    return left;
  }

  #negation(): Expression {
    if (!this.#takeWord('not')) return this.#primary();
    return this.#deeper(() => ({ kind: 'not', operand: this.#negation() }));
  }

  #primary(): Expression {
    if (this.#takeMark('(')) {
      const inner = this.#deeper(() => this.disjunction());
      this.#expectMark(')');
      return inner;
    }
    const token = this.#next();
    if (token.kind === 'literal') return this.#turnedComparison(token.literal);
    if (token.kind !== 'word') throw badFilter('a property was expected.');
    if (this.#takeMark('(')) return this.#call(token.text);
    return this.#comparison(this.#pathOf(token.text));
  }

  /** `'x' eq name` says what `name eq 'x'` says. */
  #turnedComparison(literal: Literal): Expression {
    const operator = this.#operator();
    const token = this.#next();
    if (token.kind !== 'word') throw badFilter('a comparison needs a property.');
    return { kind: 'compare', operator: turned[operator], path: this.#pathOf(token.text), literal };
  }

  #comparison(path: Path): Expression {
    if (this.#takeWord('in')) return { kind: 'in', path, literals: this.#list() };
    // A property that is true or false may stand alone.
    const { kind, text } = this.#peekWord();
    if (kind !== 'word' || !comparisons.has(text.toLowerCase()))
      return { kind: 'compare', operator: 'eq', path, literal: { kind: 'boolean', value: true } };
    return { kind: 'compare', operator: this.#operator(), path, literal: this.#literal() };
  }

  #call(name: string): Expression {
    const lower = name.toLowerCase();
    if (textTests.has(lower)) {
      const path = this.#path();
      this.#expectMark(',');
      const literal = this.#literal();
      if (literal.kind !== 'string' && literal.kind !== 'guid') throw badFilter(`'${name}' takes a text in quotes.`);
      this.#expectMark(')');
      // OData 2 wrote `startswith(…) eq true`.
      if (this.#takeWord('eq')) {
        const expected = this.#literal();
        if (expected.kind !== 'boolean') throw badFilter(`'${name}' is true or false.`);
        const test = { kind: 'text', test: lower as TextTest, path, value: literal.value } as const;
        return expected.value ? test : { kind: 'not', operand: test };
      }
      return { kind: 'text', test: lower as TextTest, path, value: literal.value };
    }
    const [, collection, quantifier] = /^(.+)\/(any|all)$/i.exec(name) ?? [];
    if (collection === undefined || quantifier === undefined) throw badFilter(`'${name}' is not a known function.`);
    return this.#lambda(this.#pathOf(collection), quantifier.toLowerCase() as 'any' | 'all');
  }

  #lambda(path: Path, kind: 'any' | 'all'): Expression {
    if (this.#takeMark(')')) return { kind, path, variable: '', condition: null };
    const token = this.#next();
    if (token.kind !== 'word' || token.text.includes('/')) throw badFilter(`'${kind}' needs a variable.`);
    this.#expectMark(':');
    this.#variables.push(token.text);
    const condition = this.#deeper(() => this.disjunction());
    this.#variables.pop();
    this.#expectMark(')');
    return { kind, path, variable: token.text, condition };
  }

  #list(): Literal[] {
    this.#expectMark('(');
    const literals = [this.#literal()];
    while (this.#takeMark(',')) literals.push(this.#literal());
    this.#expectMark(')');
    if (literals.length > maximumValues) throw badFilter(`'in' takes at most ${maximumValues} values.`);
    return literals;
  }

  #operator(): Comparison {
    const token = this.#next();
    const text = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (!comparisons.has(text)) throw badFilter('an operator (eq, ne, gt, ge, lt, le) was expected.');
    return text as Comparison;
  }

  #literal(): Literal {
    const token = this.#next();
    if (token.kind === 'literal') return token.literal;
    throw badFilter('a value was expected: a text in quotes, a number, a date, true, false or null.');
  }

  #path(): Path {
    const token = this.#next();
    if (token.kind !== 'word') throw badFilter('a property was expected.');
    return this.#pathOf(token.text);
  }

  #pathOf(text: string): Path {
    const [first = '', ...rest] = text.split('/');
    return this.#variables.includes(first)
      ? { variable: first, segments: rest }
      : { variable: null, segments: [first, ...rest] };
  }

  #deeper<T>(work: () => T): T {
    if (++this.#depth > maximumDepth) throw badFilter(`it is nested more than ${maximumDepth} deep.`);
    const result = work();
    this.#depth--;
    return result;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end' };
  }

  #peekWord(): { readonly kind: Token['kind']; readonly text: string } {
    const token = this.#peek();
    return { kind: token.kind, text: token.kind === 'word' ? token.text : '' };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #takeWord(text: string): boolean {
    const token = this.#peekWord();
    const there = token.kind === 'word' && token.text.toLowerCase() === text;
    if (there) this.#at++;
    return there;
  }

  #takeMark(text: '(' | ')' | ',' | ':'): boolean {
    const token = this.#peek();
    const there = token.kind === 'mark' && token.text === text;
    if (there) this.#at++;
    return there;
  }

  #expectMark(text: '(' | ')' | ',' | ':'): void {
    if (!this.#takeMark(text)) throw badFilter(`'${text}' was expected, and there is ${this.#described()}.`);
  }

  #described(): string {
    const token = this.#peek();
    if (token.kind === 'end') return 'the end';
    return token.kind === 'literal' ? 'a value' : `'${token.text.slice(0, 100)}'`;
  }
}
