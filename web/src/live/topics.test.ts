/** Only what a change concerns is asked for again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concerns } from './topics.ts';

test('a topic concerns what is shown of it, and nothing else', () => {
  assert.equal(concerns('messages', 'GET /messages/{id}'), true);
  assert.equal(concerns('messages', 'GET /messages'), true);
  assert.equal(concerns('messages', 'GET /users'), false);
  assert.equal(concerns('users', 'GET /users/{user}'), true);
  assert.equal(concerns('roles', 'GET /me'), true);
  assert.equal(concerns('roles', 'GET /messages'), false);
  assert.equal(concerns('something new', 'GET /me'), false);
});
