/** A `$filter` on messages as a condition that the store carries out without opening one. Pure. */
import type { TextTest } from '../../../directory/user-search.ts';
import type { MailCondition, MailFolder, MailText } from '../../../mailbox/mail-item.ts';
import { BadRequest } from '../graph-fault.ts';
import { type Comparison, type Expression, type Literal, writtenPath } from '../odata/filter.ts';

type Leaf = Exclude<Expression, { readonly kind: 'and' | 'or' | 'not' }>;
type Compare = Extract<Leaf, { readonly kind: 'compare' }>;

/** By path in lower case; when a message was sent and when it came is one moment here. */
const times: ReadonlySet<string> = new Set(['receiveddatetime', 'sentdatetime', 'createddatetime']);
const texts: ReadonlyMap<string, MailText> = new Map([
  ['subject', 'subject'],
  ['from/emailaddress/address', 'from'],
  ['internetmessageid', 'internetMessageId'],
]);
/** Flags that the folder decides: in which they are up, or down. */
const flags: ReadonlyMap<string, { readonly folder: MailFolder; readonly up: boolean }> = new Map([
  ['isdraft', { folder: 'drafts', up: true }],
  ['isread', { folder: 'inbox', up: false }],
]);

/** Throws a `BadRequest` that names a property that messages cannot be filtered by. */
export function mailCondition(expression: Expression): MailCondition {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return { kind: expression.kind, left: mailCondition(expression.left), right: mailCondition(expression.right) };
    case 'not':
      return { kind: 'not', operand: mailCondition(expression.operand) };
    case 'compare':
    case 'in':
    case 'text':
    case 'any':
    case 'all':
      return leafCondition(expression);
  }
}

function leafCondition(leaf: Leaf): MailCondition {
  const path = writtenPath(leaf.path).toLowerCase();
  const text = texts.get(path);
  if (text !== undefined) return textCondition(leaf, text);
  if (leaf.kind === 'compare' && times.has(path)) return timeCondition(leaf);
  const flag = flags.get(path);
  if (flag !== undefined && leaf.kind === 'compare') return flagCondition(leaf, flag);
  throw unsupported(leaf);
}

const textTests = { startswith: 'starts-with', endswith: 'ends-with', contains: 'contains' } as const;

function textCondition(leaf: Leaf, of: MailText): MailCondition {
  const make = (test: TextTest, value: string): MailCondition => ({ kind: 'text', of, test, value });
  if (leaf.kind === 'text') return make(textTests[leaf.test], leaf.value);
  if (leaf.kind === 'in')
    return leaf.literals
      .map((literal) => make('equals', textOf(literal, leaf)))
      .reduce<MailCondition>((left, right) => ({ kind: 'or', left, right }), { kind: 'constant', value: false });
  if (leaf.kind !== 'compare') throw unsupported(leaf);
  const value = textOf(leaf.literal, leaf);
  return ordered(leaf.operator, make('equals', value), make('at-least', value), make('at-most', value));
}

function textOf(literal: Literal, leaf: Leaf): string {
  if (literal.kind === 'string' || literal.kind === 'guid') return literal.value;
  throw unsupported(leaf);
}

/** Times are shown by the second, and so compared by the second. */
function timeCondition(leaf: Compare): MailCondition {
  if (leaf.literal.kind !== 'time') throw unsupported(leaf);
  const first = Math.floor(leaf.literal.value / 1000) * 1000;
  const between = (from: number, to: number): MailCondition => ({ kind: 'between', from, to });
  return ordered(
    leaf.operator,
    between(first, first + 999),
    between(first, Number.MAX_SAFE_INTEGER),
    between(0, first + 999),
  );
}

function ordered(
  operator: Comparison,
  equal: MailCondition,
  atLeast: MailCondition,
  atMost: MailCondition,
): MailCondition {
  const unequal: MailCondition = { kind: 'not', operand: equal };
  switch (operator) {
    case 'eq':
      return equal;
    case 'ne':
      return unequal;
    case 'ge':
      return atLeast;
    case 'le':
      return atMost;
    case 'gt':
      return { kind: 'and', left: atLeast, right: unequal };
    case 'lt':
      return { kind: 'and', left: atMost, right: unequal };
  }
}

function flagCondition(leaf: Compare, { folder, up }: { folder: MailFolder; up: boolean }): MailCondition {
  const { operator, literal } = leaf;
  if (literal.kind !== 'boolean' || (operator !== 'eq' && operator !== 'ne')) throw unsupported(leaf);
  const wanted = operator === 'eq' ? literal.value : !literal.value;
  const inIt: MailCondition = { kind: 'folder', folder };
  return wanted === up ? inIt : { kind: 'not', operand: inIt };
}

function unsupported(leaf: Leaf): BadRequest {
  return new BadRequest(
    `Messages cannot be filtered so by '${writtenPath(leaf.path).slice(0, 200)}': it would take reading each of them. ` +
      'There are: receivedDateTime, sentDateTime, createdDateTime, subject, from/emailAddress/address, internetMessageId, isDraft, isRead.',
    'ErrorInvalidUrlQueryFilter',
  );
}
