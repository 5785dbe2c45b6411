/** A `$filter` on users as a condition that the store carries out. Pure. */
import { profileProperties } from '../../../directory/user-profile.ts';
import type { UserCondition, UserFlag, UserText } from '../../../directory/user-search.ts';
import { both, either, everything, not, nothing, passes, type TextTest } from '../../../lib/condition.ts';
import { unsupportedFilter } from '../odata/check-filter.ts';
import { passesFilter } from '../odata/evaluate-filter.ts';
import { type Expression, writtenPath } from '../odata/filter.ts';
import { filterCondition, type Leaf, textCondition, timeCondition } from '../odata/filter-condition.ts';
import type { Resource } from '../odata/select.ts';
import { licencesOf } from './user-resource.ts';

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
  return filterCondition(expression, leafCondition);
}

function leafCondition(leaf: Leaf): UserCondition {
  const path = writtenPath(leaf.path);
  const name = path.toLowerCase();
  const condition = byValue(leaf, constants) ?? byFlag(leaf, 'accountEnabled') ?? byFlag(leaf, 'licensed');
  if (condition !== null) return condition;
  const text = texts.get(name);
  const found =
    (text && (isNull(leaf, text) ?? textCondition(leaf, (test, value) => known(text, test, value)))) ??
    (name === 'createddatetime' ? timeCondition(leaf, created) : null) ??
    (name === 'proxyaddresses' && leaf.kind === 'any' ? addressCondition(leaf.condition) : null);
  if (found === null) throw unsupportedFilter(path, 'User');
  return found;
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
  return up === down ? { kind: 'constant', value: up } : passes({ kind: 'flag', of, value: up });
}

/** What is not known is the empty text to the store, and no known text is empty. */
function isNull(leaf: Leaf, of: UserText): UserCondition | null {
  if (leaf.kind !== 'compare' || leaf.literal.kind !== 'null') return null;
  const unknown = isText(of, 'equals', '');
  if (leaf.operator === 'eq') return unknown;
  return leaf.operator === 'ne' ? not(unknown) : nothing;
}

/** A test that what is not known does not pass. */
function known(of: UserText, test: TextTest, value: string): UserCondition {
  const isKnown = !profileProperties.some((name) => name === of);
  return isKnown ? isText(of, test, value) : both(isText(of, test, value), not(isText(of, 'equals', '')));
}

function isText(of: UserText, test: TextTest, value: string): UserCondition {
  return passes({ kind: 'text', of, test, value });
}

function created(from: number, to: number): UserCondition {
  return passes({ kind: 'created', from, to });
}

/** The condition inside `proxyAddresses/any(…)`; `or` may stand in it, for any address does. */
function addressCondition(condition: Expression | null): UserCondition | null {
  if (condition === null) return everything;
  if (condition.kind === 'or') {
    const [left, right] = [addressCondition(condition.left), addressCondition(condition.right)];
    return left === null || right === null ? null : either(left, right);
  }
  const fits = condition.kind === 'text' || (condition.kind === 'compare' && condition.operator === 'eq');
  if (!fits || condition.path.variable === null || condition.path.segments.length > 0) return null;
  return textCondition(condition, (test, value) => passes({ kind: 'address', test, value }));
}
