/** A `$filter` as a condition that a store carries out, whatever it is about. Pure. */
import { both, type Condition, either, not, nothing, type TextTest } from '../../../lib/condition.ts';
import type { Comparison, Expression, Literal } from './filter.ts';

/** One comparison of a filter. */
export type Leaf = Exclude<Expression, { readonly kind: 'and' | 'or' | 'not' }>;

/** `leafCondition` throws where things cannot be filtered so. */
export function filterCondition<Test>(
  expression: Expression,
  leafCondition: (leaf: Leaf) => Condition<Test>,
): Condition<Test> {
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const left = filterCondition(expression.left, leafCondition);
      return { kind: expression.kind, left, right: filterCondition(expression.right, leafCondition) };
    }
    case 'not':
      return not(filterCondition(expression.operand, leafCondition));
    case 'compare':
    case 'in':
    case 'text':
    case 'any':
    case 'all':
      return leafCondition(expression);
  }
}

const textTests = { startswith: 'starts-with', endswith: 'ends-with', contains: 'contains' } as const;

/** What a leaf asks of a text; null: it is no question about a text. */
export function textCondition<Test>(
  leaf: Leaf,
  make: (test: TextTest, value: string) => Condition<Test>,
): Condition<Test> | null {
  if (leaf.kind === 'text') return make(textTests[leaf.test], leaf.value);
  const literals = leaf.kind === 'in' ? leaf.literals : leaf.kind === 'compare' ? [leaf.literal] : [];
  const values = literals.map(textOf).filter((value) => value !== null);
  if (values.length < literals.length || literals.length === 0) return null;
  if (leaf.kind === 'compare') return compared(leaf.operator, (test) => make(test, values[0] ?? ''));
  return values.map((value) => make('equals', value)).reduce(either, nothing);
}

function textOf(literal: Literal): string | null {
  return literal.kind === 'string' || literal.kind === 'guid' ? literal.value : null;
}

/**
 * What a leaf asks of a time; null: it is no question about a time. Times are shown by the second, and so compared by the second.
 * `between`: milliseconds since 1970, both ends belong to it.
 */
export function timeCondition<Test>(
  leaf: Leaf,
  between: (from: number, to: number) => Condition<Test>,
): Condition<Test> | null {
  if (leaf.kind !== 'compare' || leaf.literal.kind !== 'time') return null;
  const first = Math.floor(leaf.literal.value / 1000) * 1000;
  const last = first + 999;
  return compared(leaf.operator, (test) =>
    between(test === 'at-most' ? 0 : first, test === 'at-least' ? Number.MAX_SAFE_INTEGER : last),
  );
}

function compared<Test>(
  operator: Comparison,
  make: (test: 'equals' | 'at-least' | 'at-most') => Condition<Test>,
): Condition<Test> {
  switch (operator) {
    case 'eq':
      return make('equals');
    case 'ne':
      return not(make('equals'));
    case 'ge':
      return make('at-least');
    case 'le':
      return make('at-most');
    case 'gt':
      return both(make('at-least'), not(make('equals')));
    case 'lt':
      return both(make('at-most'), not(make('equals')));
  }
}
