/** A `$filter` on messages as a condition that the store carries out without opening one. Pure. */
import { not, passes } from '../../../lib/condition.ts';
import type { MailCondition, MailFolder, MailTest, MailText } from '../../../mailbox/mail-item.ts';
import { BadRequest } from '../graph-fault.ts';
import { type Expression, writtenPath } from '../odata/filter.ts';
import { filterCondition, type Leaf, textCondition, timeCondition } from '../odata/filter-condition.ts';

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
  return filterCondition(expression, leafCondition);
}

function leafCondition(leaf: Leaf): MailCondition {
  const path = writtenPath(leaf.path).toLowerCase();
  const text = texts.get(path);
  const flag = flags.get(path);
  const condition =
    (text && textCondition<MailTest>(leaf, (test, value) => passes({ kind: 'text', of: text, test, value }))) ??
    (times.has(path) ? timeCondition<MailTest>(leaf, (from, to) => passes({ kind: 'between', from, to })) : null) ??
    (flag && flagCondition(leaf, flag));
  if (!condition) throw unsupported(leaf);
  return condition;
}

function flagCondition(leaf: Leaf, { folder, up }: { folder: MailFolder; up: boolean }): MailCondition | null {
  if (leaf.kind !== 'compare' || leaf.literal.kind !== 'boolean') return null;
  const { operator, literal } = leaf;
  if (operator !== 'eq' && operator !== 'ne') return null;
  const wanted = operator === 'eq' ? literal.value : !literal.value;
  const inIt: MailCondition = passes({ kind: 'folder', folder });
  return wanted === up ? inIt : not(inIt);
}

function unsupported(leaf: Leaf): BadRequest {
  return new BadRequest(
    `Messages cannot be filtered so by '${writtenPath(leaf.path).slice(0, 200)}': it would take reading each of them. ` +
      'There are: receivedDateTime, sentDateTime, createdDateTime, subject, from/emailAddress/address, internetMessageId, isDraft, isRead.',
    'ErrorInvalidUrlQueryFilter',
  );
}
