/** What a `$filter` demands in any case: the comparisons that stand under no `or` and no `not`. Pure. */
import type { Comparison, Expression, Literal } from './filter.ts';
import { writtenPath } from './filter.ts';

export interface Conjunct {
  /** In lower case; of a lambda's variable, after the name of its collection: `targetresources/id`. */
  readonly path: string;
  readonly operator: Comparison;
  readonly literal: Literal;
}

export function conjunctsOf(expression: Expression | null, collection: string | null = null): Conjunct[] {
  if (expression?.kind === 'and')
    return [...conjunctsOf(expression.left, collection), ...conjunctsOf(expression.right, collection)];
  if (expression?.kind === 'any' && collection === null)
    return conjunctsOf(expression.condition, writtenPath(expression.path));
  if (expression?.kind !== 'compare') return [];
  const { path, operator, literal } = expression;
  const segments = path.variable === null ? path.segments : [collection ?? path.variable, ...path.segments];
  return [{ path: segments.join('/').toLowerCase(), operator, literal }];
}

/** The text or GUID that `path` must equal; undefined: any. */
export function equalText(conjuncts: readonly Conjunct[], path: string): string | undefined {
  const found = conjuncts.find((each) => each.path === path.toLowerCase() && each.operator === 'eq');
  return found?.literal.kind === 'string' || found?.literal.kind === 'guid' ? found.literal.value : undefined;
}

export function equalNumber(conjuncts: readonly Conjunct[], path: string): number | undefined {
  const found = conjuncts.find((each) => each.path === path.toLowerCase() && each.operator === 'eq');
  return found?.literal.kind === 'number' ? found.literal.value : undefined;
}

/** The narrowest times that `path` must lie between, both included. */
export function timeBounds(conjuncts: readonly Conjunct[], path: string): { from?: number; to?: number } {
  const bounds: { from?: number; to?: number } = {};
  for (const { path: each, operator, literal } of conjuncts) {
    if (each !== path.toLowerCase() || literal.kind !== 'time') continue;
    if (operator !== 'lt' && operator !== 'le' && operator !== 'ne')
      bounds.from = Math.max(bounds.from ?? literal.value, literal.value);
    if (operator !== 'gt' && operator !== 'ge' && operator !== 'ne')
      bounds.to = Math.min(bounds.to ?? literal.value, literal.value);
  }
  return bounds;
}

/** Whether the filter speaks of `name` anywhere. */
export function mentions(expression: Expression | null, name: string): boolean {
  if (expression === null) return false;
  if ('left' in expression) return mentions(expression.left, name) || mentions(expression.right, name);
  if ('operand' in expression) return mentions(expression.operand, name);
  const isNamed = expression.path.segments[0]?.toLowerCase() === name.toLowerCase();
  return isNamed || ('condition' in expression && mentions(expression.condition, name));
}
