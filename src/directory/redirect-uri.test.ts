/** Redirect URIs: what can be registered, and what of a request is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOfRedirectUri, isRegisteredRedirectUri, type RedirectKind } from './redirect-uri.ts';

const takes: readonly (readonly [uri: string, web: boolean, publicClient: boolean])[] = [
  ['https://app.example/back?x=1', true, true],
  ['http://localhost', true, true],
  ['http://127.0.0.1:8400/back', true, true],
  ['http://[::1]/back', true, true],
  ['http://app.example/back', false, false],
  ['http://localhost.app.example/back', false, false],
  ['scan.app://back', false, true],
  ['https://app.example/#back', false, false],
  ['https://app.example/back#', false, false],
  ['https://*.app.example/', false, false],
  ['https://ann:secret@app.example/', false, false],
  ['javascript:alert(1)', false, false],
  ['data:text/html,x', false, false],
  ['file:///etc/passwd', false, false],
  ['/back', false, false],
  ['', false, false],
  [`https://app.example/${'x'.repeat(300)}`, false, false],
];

test('what can be registered', () => {
  for (const [uri, web, publicClient] of takes) {
    const isTaken = (kind: RedirectKind) => faultOfRedirectUri(uri, kind) === null;
    assert.deepEqual([isTaken('web'), isTaken('spa'), isTaken('publicClient')], [web, web, publicClient], uri);
  }
});

test('one of a request is registered as it stands; on this machine with whatever port', () => {
  const registered = ['https://app.example/back', 'http://localhost/back', 'scan.app://back', 'javascript:alert(1)'];
  for (const good of ['https://app.example/back', 'http://localhost:49152/back', 'scan.app://back'])
    assert.ok(isRegisteredRedirectUri(registered, good), good);
  for (const bad of [
    'https://app.example:8443/back',
    'https://app.example/back/',
    'https://app.example/back#x',
    'http://localhost:49152/other',
    'http://127.0.0.1/back',
    'javascript:alert(1)',
    'https://ann@app.example/back',
    '%',
  ])
    assert.ok(!isRegisteredRedirectUri(registered, bad), bad);
});
