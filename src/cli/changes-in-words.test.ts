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
    },
  );
  assert.deepEqual(await changeInWords('postern security-defaults enable --tenant a.example --until 2h'), {
    of: 'tenant',
    name: 'a.example',
    settings: { securityDefaults: true },
  });
});

test('what is no such command says what is wrong with it', async () => {
  await assert.rejects(changeInWords('make coffee'), /begins with none of mailbox set, organization set/);
  await assert.rejects(
    changeInWords('mailbox set a@a.example --smtp-auth maybe'),
    /Allowed choices are on, off, inherit/,
  );
  await assert.rejects(changeInWords('security-defaults enable'), /required option '--tenant/);
  await assert.rejects(changeInWords('user set a@a.example'), /nothing to set/);
});
