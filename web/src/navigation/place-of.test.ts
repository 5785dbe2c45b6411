/** Where what somebody types into the search box leads. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf } from './place-of.ts';

test('an id leads to what it names, also out of a whole line from a panel', () => {
  const path = '/find/08DE2E0A1B2C3D4F';
  assert.deepEqual(placeOf('08DE2E0A1B2C3D4F'), { path, state: null });
  assert.deepEqual(
    placeOf('535 5.7.139 Authentication unsuccessful [XX.example 2026-11-28T10:00:00.000Z 08de2e0a1b2c3d4f]'),
    {
      path,
      state: null,
    },
  );
});

test('an address leads to its user, a word to those who are named so', () => {
  assert.equal(placeOf(' scanner@contoso.example ')?.path, '/users/scanner%40contoso.example');
  assert.equal(placeOf('Ann')?.path, '/users?search=Ann');
  assert.equal(placeOf('Ann Smith')?.path, '/users?search=Ann%20Smith');
});

test('a reply is read by the doctor, and stands in no address', () => {
  const text = '530 5.7.57 Client not authenticated to send mail';
  assert.deepEqual(placeOf(text), { path: '/doctor', state: { text } });
});

test('nothing leads nowhere', () => {
  assert.equal(placeOf('   '), null);
});
