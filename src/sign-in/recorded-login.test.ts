/** A password in the place of the name is not kept; an address that nobody has is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskedLogin, recordedLogin } from './recorded-login.ts';

test('what nobody has is kept only where it is an address', () => {
  for (const login of ['a@x.example', 'Ünser@bücher.example', 'a@xn--bcher-kva.example', 'a+b@mail.x.example', '']) {
    assert.equal(recordedLogin(login, false), login);
  }
  const typed = [
    'P@ssw0rd.1',
    'Planted-1',
    'P@ss',
    'pass word@x.example',
    'a@b@x.example',
    'eyJhbGci.eyJ.sig',
    '@x.example',
  ];
  for (const login of [...typed, `${'a'.repeat(320)}@x.example`])
    assert.equal(recordedLogin(login, false), maskedLogin);
});

test('a name that an account has is kept as it is', () => {
  assert.equal(recordedLogin('scanner', true), 'scanner');
});
