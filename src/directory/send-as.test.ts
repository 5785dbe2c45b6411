/** Who may send as whom. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeSender } from './send-as.ts';

const rights = {
  primary: 'scanner@fabrikam.example',
  aliases: ['scan@fabrikam.example'],
  sendAs: ['info@fabrikam.example'],
  sendFromAlias: false,
};

test('the own address is allowed in any case', () =>
  assert.deepEqual(judgeSender('Scanner@Fabrikam.example', rights), { kind: 'allowed', as: 'primary' }));

test('an alias is rewritten to the primary address unless sending from aliases is on', () => {
  assert.deepEqual(judgeSender('scan@fabrikam.example', rights), { kind: 'rewrite', to: rights.primary });
  assert.deepEqual(judgeSender('scan@fabrikam.example', { ...rights, sendFromAlias: true }), {
    kind: 'allowed',
    as: 'alias',
  });
});

test('Send As lets a user stand as another mailbox', () =>
  assert.deepEqual(judgeSender('info@fabrikam.example', rights), { kind: 'allowed', as: 'send-as' }));

test('any other address is denied, as it was written', () =>
  assert.deepEqual(judgeSender('Boss@fabrikam.example', rights), {
    kind: 'denied',
    mailbox: rights.primary,
    sender: 'Boss@fabrikam.example',
  }));

test('the empty reverse-path is allowed', () => assert.equal(judgeSender('', rights).kind, 'allowed'));
