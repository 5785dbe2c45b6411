/** A `$filter` on users as a condition that the store carries out. Pure. */
import { profileProperties } from '../../../directory/user-profile.ts';
import type { TextTest, UserCondition, UserFlag, UserText } from '../../../directory/user-search.ts';
import { unsupportedFilter } from '../odata/check-filter.ts';
import { passesFilter } from '../odata/evaluate-filter.ts';
import { type Comparison, type Expression, type Literal, type Path, writtenPath } from '../odata/filter.ts';
import type { Resource } from '../odata/select.ts';
import { licencesOf } from './user-resource.ts';

type Leaf = Exclude<Expression, { readonly kind: 'and' | 'or' | 'not' }>;

/** By name in lower case. */
const texts: ReadonlyMap<string, UserText> = new Map<string, UserText>([
  ['id', 'id'],
  ['userprincipalname', 'userPrincipalName'],
  ['mail', 'userPrincipalName'],
  ['displayname', 'displayName'],
  ...profileProperties.map((name) => [name.toLowerCase(), name] as const),
]);

/** Properties that follow from one flag alone: what they are when it is up, and when it is down. */
const flags: Readonly<Record<UserFlag, (up: boolean) => Resource>> = {
  accountEnabled: (accountEnabled) => ({ accountEnabled }),
  licensed: (licensed) => licencesOf(licensed, ''),
};

/** Properties that are the same for every user. */
const constants: Resource = { userType: 'Member', onPremisesSyncEnabled: null };

/** Throws a `BadRequest` that names a property that users cannot be filtered by. */
export function userCondition(expression: Expression): UserCondition {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return { kind: expression.kind, left: userCondition(expression.left), right: userCondition(expression.right) };
    case 'not':
      return { kind: 'not', operand: userCondition(expression.operand) };
    case 'compare':
    case 'in':
    case 'text':
    case 'any':
    case 'all':
      return leafCondition(expression);
  }
}

function leafCondition(leaf: Leaf): UserCondition {
  const path = writtenPath(leaf.path);
  const name = path.toLowerCase();
  const condition = byValue(leaf, constants) ?? byFlag(leaf, 'accountEnabled') ?? byFlag(leaf, 'licensed');
  if (condition !== null) return condition;
  const text = texts.get(name);
  if (text !== undefined) return isNull(leaf, text) ?? textCondition(leaf, (test, value) => known(text, test, value));
  if (name === 'createddatetime' && leaf.kind === 'compare') return timeCondition(leaf);
  if (name === 'proxyaddresses' && leaf.kind === 'any') return addressCondition(leaf.condition, leaf.path);
  throw unsupportedFilter(path, 'User');
}

/** What a leaf comes to where its property is one of `resource`; null: it is about another one. */
function valueOf(leaf: Leaf, resource: Resource): boolean | null {
  const [first = ''] = leaf.path.segments;
  const there = Object.keys(resource).some((name) => name.toLowerCase() === first.toLowerCase());
  return leaf.path.variable === null && there ? passesFilter(leaf, resource) : null;
}

function byValue(leaf: Leaf, resource: Resource): UserCondition | null {
  const value = valueOf(leaf, resource);
  return value === null ? null : { kind: 'constant', value };
}

function byFlag(leaf: Leaf, of: UserFlag): UserCondition | null {
  const [up, down] = [valueOf(leaf, flags[of](true)), valueOf(leaf, flags[of](false))];
  if (up === null || down === null) return null;
  return up === down ? { kind: 'constant', value: up } : { kind: 'flag', of, value: up };
}

/** What is not known is the empty text to the store, and no known text is empty. */
function isNull(leaf: Leaf, of: UserText): UserCondition | null {
  if (leaf.kind !== 'compare' || leaf.literal.kind !== 'null') return null;
  const unknown: UserCondition = { kind: 'text', of, test: 'equals', value: '' };
  if (leaf.operator === 'eq') return unknown;
  return leaf.operator === 'ne' ? { kind: 'not', operand: unknown } : { kind: 'constant', value: false };
}

/** A test that what is not known does not pass. */
function known(of: UserText, test: TextTest, value: string): UserCondition {
  const passes: UserCondition = { kind: 'text', of, test, value };
  if (!profileProperties.some((name) => name === of)) return passes;
  const empty: UserCondition = { kind: 'text', of, test: 'equals', value: '' };
  return { kind: 'and', left: passes, right: { kind: 'not', operand: empty } };
}

type MakeTest = (test: TextTest, value: string) => UserCondition;

const textTests = { startswith: 'starts-with', endswith: 'ends-with', contains: 'contains' } as const;

function textCondition(leaf: Leaf, make: MakeTest): UserCondition {
  if (leaf.kind === 'text') return make(textTests[leaf.test], leaf.value);
  if (leaf.kind === 'in')
    return leaf.literals
      .map((literal) => compared('eq', literal, leaf.path, make))
      .reduce((left, right) => ({ kind: 'or', left, right }));
  if (leaf.kind === 'compare') return compared(leaf.operator, leaf.literal, leaf.path, make);
  throw unsupportedFilter(writtenPath(leaf.path), 'User');
}

function compared(operator: Comparison, literal: Literal, path: Path, make: MakeTest): UserCondition {
  if (literal.kind !== 'string' && literal.kind !== 'guid') throw unsupportedFilter(writtenPath(path), 'User');
  return ordered(operator, (test) => make(test, literal.value));
}

function ordered(
  operator: Comparison,
  make: (test: 'equals' | 'at-least' | 'at-most') => UserCondition,
): UserCondition {
  switch (operator) {
    case 'eq':
      return make('equals');
    case 'ne':
      return { kind: 'not', operand: make('equals') };
    case 'ge':
      return make('at-least');
    case 'le':
      return make('at-most');
    case 'gt':
      return { kind: 'and', left: make('at-least'), right: { kind: 'not', operand: make('equals') } };
    case 'lt':
      return { kind: 'and', left: make('at-most'), right: { kind: 'not', operand: make('equals') } };
  }
}

function timeCondition({ operator, literal, path }: Extract<Leaf, { kind: 'compare' }>): UserCondition {
  if (literal.kind !== 'time') throw unsupportedFilter(writtenPath(path), 'User');
  // Times are shown by the second, and so compared by the second.
  const first = Math.floor(literal.value / 1000) * 1000;
  const [atLeast, atMost] = [
    { kind: 'created', test: 'at-least', value: first } as const,
    { kind: 'created', test: 'at-most', value: first + 999 } as const,
  ];
  return ordered(operator, (test) => {
    if (test === 'equals') return { kind: 'and', left: atLeast, right: atMost };
    return test === 'at-least' ? atLeast : atMost;
  });
}

/** The condition inside `proxyAddresses/any(…)`; `or` may stand in it, for any address does. */
function addressCondition(condition: Expression | null, path: Path): UserCondition {
  if (condition === null) return { kind: 'constant', value: true };
  if (condition.kind === 'or') {
    const [left, right] = [addressCondition(condition.left, path), addressCondition(condition.right, path)];
    return { kind: 'or', left, right };
  }
  const fits = condition.kind === 'text' || (condition.kind === 'compare' && condition.operator === 'eq');
  if (!fits || condition.path.variable === null || condition.path.segments.length > 0)
    throw unsupportedFilter(writtenPath(path), 'User');
  return textCondition(condition, (test, value) => ({ kind: 'address', test, value }));
}
