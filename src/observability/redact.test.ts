/** The redactor: what is secret goes, by name and by looks; what helps stays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redact, redactText } from './redact.ts';

const planted = 'Planted-5ecret!';
const base64 = Buffer.from(`\0user\0${planted}`).toString('base64');
const jwt = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(planted).toString('base64url')}.c2lnbmF0dXJl`;

test('a secret within a text goes, and the words around it stay', () => {
  const cases: readonly [string, string][] = [
    [`C: AUTH PLAIN ${base64}`, 'C: AUTH PLAIN [redacted]'],
    [`auth xoauth2 ${base64}`, 'auth xoauth2 [redacted]'],
    [`Authorization: Bearer ${jwt}`, 'Authorization: Bearer [redacted]'],
    [`the token ${jwt} has expired`, 'the token [redacted] has expired'],
    [`grant_type=password&password=${planted}&scope=x`, 'grant_type=password&password=[redacted]&scope=x'],
    [`{"client_secret":"${planted}","a":1}`, '{"client_secret":"[redacted]","a":1}'],
    ['$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA', '$argon2id$[redacted]'],
  ];
  for (const [text, clean] of cases) assert.equal(redactText(text), clean);
  for (const open of [
    '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.',
    'Basic Authentication is not supported, use a bearer token',
    '250-AUTH LOGIN XOAUTH2 PLAIN',
  ])
    assert.equal(redactText(open), open);
  assert.equal(redactText(`Basic authenticationX.${planted}`).includes(planted), false);
});

test('a secret goes by the name of its field, at any depth, in errors and their causes too', () => {
  const inner = Object.assign(new Error(`AUTH PLAIN ${base64}`), { parameters: { password: planted } });
  const clean = JSON.stringify(
    redact({
      login: 'user',
      password: planted,
      nested: [{ clientSecret: planted, refresh_token: planted, secretHint: 'Pla', passwordExpired: true }],
      error: new Error('outer', { cause: inner }),
    }),
  );
  assert.ok(!clean.includes(planted) && !clean.includes(base64), clean);
  for (const kept of ['"login":"user"', '"secretHint":"Pla"', '"passwordExpired":true', '"message":"outer"'])
    assert.ok(clean.includes(kept), `${kept} in ${clean}`);
});

test('depth, width and length are bounded', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  assert.ok(JSON.stringify(redact(circle)).length < 200);
  assert.ok(JSON.stringify(redact(Array.from({ length: 10_000 }, () => 'x'))).length < 1000);
  assert.ok(redactText('x'.repeat(1_000_000)).length < 5000);
});
