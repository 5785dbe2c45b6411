/** What becomes of a list of policies when one is added, changed or removed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { controlsWith } from '../../../test/fixtures/controls.ts';
import { wholePolicy } from '../../directory/conditional-access-policy.ts';
import { editedList, type ListEdit } from './list-edit.ts';

const office = { id: 'place', name: 'Office', trusted: true, ranges: ['192.0.2.0/24'], createdAt: 1, modifiedAt: null };
const policy = wholePolicy({ id: 'one', name: 'Legacy', state: 'enabled', excludedUsers: ['id-of-a', 'b@x.example'] });
const { organization } = controlsWith({ conditionalAccessPolicies: [policy], namedLocations: [office] });
const idOf = (user: string): string => (user === 'a@x.example' ? 'id-of-a' : user);

function edited(edit: Partial<ListEdit>) {
  const whole = { list: 'conditionalAccessPolicies', kind: 'change', member: 'legacy', said: {}, ...edit } as const;
  const result = editedList(organization, whole, idOf);
  return result.kind === 'edited' ? result.value : result.kind;
}

test('of a policy that is changed, what is not said stays; users go by name or id, places by name', () => {
  assert.deepEqual(edited({ said: { state: 'disabled' } }), [{ ...policy, state: 'disabled' }]);
  assert.deepEqual(edited({ said: { addExcludedUsers: ['c@x.example'], dropExcludedUsers: ['a@x.example'] } }), [
    { ...policy, excludedUsers: ['b@x.example', 'c@x.example'] },
  ]);
  assert.deepEqual(edited({ member: 'ONE', said: { includedLocations: ['office', 'alltrusted'] } }), [
    { ...policy, includedLocations: ['place', 'AllTrusted'] },
  ]);
});

test('one is added with its ordinary meaning, or removed; a name that is there, or is not, is told', () => {
  const said = { name: 'New', state: 'enabled', includedUsers: ['all'] };
  assert.partialDeepStrictEqual(edited({ kind: 'add', member: 'New', said }), [
    policy,
    { name: 'New', grant: 'block' },
  ]);
  assert.deepEqual(edited({ kind: 'remove' }), []);
  assert.equal(edited({ kind: 'add' }), 'there-already');
  assert.equal(edited({ kind: 'remove', member: 'Other' }), 'not-there');
  const list = 'authenticationPolicies';
  assert.deepEqual(edited({ list, kind: 'add', member: 'Block', said: { name: 'Block', allowBasicAuthSmtp: false } }), [
    { name: 'Block', allowBasicAuthSmtp: false },
  ]);
});
