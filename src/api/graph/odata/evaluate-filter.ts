/** Says whether a resource passes a `$filter`. Pure. */
import type { Comparison, Expression, Literal, Path, TextTest } from './filter.ts';

type Resource = Readonly<Record<string, unknown>>;
type Variables = ReadonlyMap<string, unknown>;

/** Texts are compared in any case, as the directory does; names of properties too. */
export function passesFilter(expression: Expression, resource: Resource, variables: Variables = new Map()): boolean {
  const passes = (node: Expression): boolean => passesFilter(node, resource, variables);
  switch (expression.kind) {
    case 'and':
      return passes(expression.left) && passes(expression.right);
    case 'or':
      return passes(expression.left) || passes(expression.right);
    case 'not':
      return !passes(expression.operand);
    case 'compare':
      return compares(valueAt(expression.path, resource, variables), expression.operator, expression.literal);
    case 'in': {
      const value = valueAt(expression.path, resource, variables);
      return expression.literals.some((literal) => compares(value, 'eq', literal));
    }
    case 'text':
      return passesText(valueAt(expression.path, resource, variables), expression.test, expression.value);
    case 'any':
    case 'all': {
      const value = valueAt(expression.path, resource, variables);
      const elements: readonly unknown[] = Array.isArray(value) ? value : [];
      const { condition, variable } = expression;
      if (condition === null) return elements.length > 0;
      const holds = (element: unknown) =>
        passesFilter(condition, resource, new Map([...variables, [variable, element]]));
      return expression.kind === 'any' ? elements.some(holds) : elements.every(holds);
    }
  }
}

/** Undefined: there is no such property. `$count` is the length of a collection. */
function valueAt({ variable, segments }: Path, resource: Resource, variables: Variables): unknown {
  let value: unknown = variable === null ? resource : variables.get(variable);
  for (const segment of segments) {
    if (Array.isArray(value) && segment === '$count') value = value.length;
    else if (typeof value === 'object' && value !== null) value = property(value, segment);
    else return undefined;
  }
  return value;
}

function property(value: object, name: string): unknown {
  const lower = name.toLowerCase();
  return Object.entries(value).find(([each]) => each.toLowerCase() === lower)?.[1];
}

function compares(value: unknown, operator: Comparison, literal: Literal): boolean {
  const order = orderOf(value, literal);
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'gt':
      return order !== null && order > 0;
    case 'ge':
      return order !== null && order >= 0;
    case 'lt':
      return order !== null && order < 0;
    case 'le':
      return order !== null && order <= 0;
  }
}

/** Below, at or above zero as `value` is below, at or above the literal; null: they are not of one kind. */
function orderOf(value: unknown, literal: Literal): number | null {
  switch (literal.kind) {
    case 'null':
      return value === null || value === undefined ? 0 : null;
    case 'boolean':
      return value === literal.value ? 0 : null;
    case 'number':
      return typeof value === 'number' ? Math.sign(value - literal.value) : null;
    case 'time': {
      const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
      return Number.isNaN(time) ? null : Math.sign(time - literal.value);
    }
    case 'string':
    case 'guid':
      return typeof value === 'string' ? compareTexts(value.toLowerCase(), literal.value.toLowerCase()) : null;
  }
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function passesText(value: unknown, test: TextTest, sought: string): boolean {
  if (typeof value !== 'string') return false;
  const [text, part] = [value.toLowerCase(), sought.toLowerCase()];
  switch (test) {
    case 'startswith':
      return text.startsWith(part);
    case 'endswith':
      return text.endsWith(part);
    case 'contains':
      return text.includes(part);
  }
}
