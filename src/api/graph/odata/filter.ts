/** A `$filter` as a tree. */

/** A property of the resource, or of the variable of a lambda: `status/errorCode`, `x/capabilityStatus`. */
export interface Path {
  /** Null: the resource itself. */
  readonly variable: string | null;
  /** As written; empty: the variable itself. */
  readonly segments: readonly string[];
}

export type Literal =
  | { readonly kind: 'null' }
  | { readonly kind: 'string' | 'guid'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  /** Milliseconds since 1970, UTC. */
  | { readonly kind: 'time'; readonly value: number };

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type TextTest = 'startswith' | 'endswith' | 'contains';

export type Expression =
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly path: Path; readonly literal: Literal }
  | { readonly kind: 'in'; readonly path: Path; readonly literals: readonly Literal[] }
  | { readonly kind: 'text'; readonly test: TextTest; readonly path: Path; readonly value: string }
  /** `condition` null: the collection has anything at all. */
  | {
      readonly kind: 'any' | 'all';
      readonly path: Path;
      readonly variable: string;
      readonly condition: Expression | null;
    };

export function writtenPath({ variable, segments }: Path): string {
  return [...(variable === null ? [] : [variable]), ...segments].join('/');
}
