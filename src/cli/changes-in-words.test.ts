/** A change in words is what the command itself would ask of the service. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeInWords } from './changes-in-words.ts';

test('commands become the settings that they would change', async () => {
  assert.deepEqual(
    await changeInWords('mailbox set "scan er@a.example" --smtp-auth off --messages-per-minute inherit'),
    {
      of: 'user',
      name: 'scan er@a.example',
      settings: { mailboxSmtpAuth: 'off', messagesPerMinute: null },
      edit: null,
    },
  );
  assert.deepEqual(await changeInWords('postern security-defaults enable --tenant a.example --until 2h'), {
    of: 'tenant',
    name: 'a.example',
    settings: { securityDefaults: true },
    edit: null,
  });
});

test('policies and places become a change of the list that they are in', async () => {
  const cases: readonly [string, object][] = [
    [
      'conditional-access set "Block legacy" --tenant a.example --exclude-users p@a.example --state enabled',
      { kind: 'change', member: 'Block legacy', said: { state: 'enabled', addExcludedUsers: ['p@a.example'] } },
    ],
    ['conditional-access remove "A / B" --tenant a.example', { kind: 'remove', member: 'A / B', said: {} }],
    [
      'authentication-policy add None --tenant a.example',
      { list: 'authenticationPolicies', kind: 'add', said: { name: 'None', allowBasicAuthSmtp: false } },
    ],
    ['named-location remove Office --tenant a.example', { list: 'namedLocations', kind: 'remove', member: 'Office' }],
  ];
  for (const [words, edit] of cases) {
    const change = await changeInWords(words);
    assert.deepEqual([change.of, change.name, change.settings], ['tenant', 'a.example', {}]);
    assert.partialDeepStrictEqual(change.edit, edit);
  }
});

test('what is no such command says what is wrong with it', async () => {
  await assert.rejects(changeInWords('make coffee'), /begins with none of authentication-policy add, .*mailbox set/);
  await assert.rejects(
    changeInWords('mailbox set a@a.example --smtp-auth maybe'),
    /Allowed choices are on, off, inherit/,
  );
  await assert.rejects(changeInWords('security-defaults enable'), /required option '--tenant/);
  await assert.rejects(changeInWords('user set a@a.example'), /nothing to set/);
});
