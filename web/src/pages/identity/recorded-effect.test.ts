/** Whom security defaults concern, as far as the sign-in log tells. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concerned, type SignIn } from './recorded-effect.ts';

function signIn(login: string, at: number, shut: readonly string[], mechanism = 'LOGIN'): SignIn {
  const trace = shut.map((gate) => ({
    gate,
    verdict: 'shut' as const,
    because: { key: '', parameters: {} },
    setting: null,
    remedies: [],
  }));
  const outcome = shut.length === 0 ? 'allowed' : 'refused';
  return { login, at, address: '192.0.2.1', mechanism, outcome, trace } as unknown as SignIn;
}

const rows = [
  signIn('scanner', 5, []),
  signIn('scanner', 4, []),
  signIn('modern', 3, [], 'XOAUTH2'),
  signIn('printer', 2, ['security-defaults']),
  signIn('fax', 1, ['security-defaults', 'multi-factor']),
];

test('on: whoever was let in with a password is shut out, OAuth is not', () => {
  assert.deepEqual(concerned(rows, true), [{ login: 'scanner', address: '192.0.2.1', attempts: 2, at: 5 }]);
});

test('off: whoever was refused by nothing else is let in', () => {
  assert.deepEqual(concerned(rows, false), [{ login: 'printer', address: '192.0.2.1', attempts: 1, at: 2 }]);
});
