import assert from 'node:assert/strict';
import { pbkdf2Sync } from 'node:crypto';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { scramCrypto } from '../sasl-crypto.ts';
import type { SaslStep, ScramServerCredential } from './mechanism.ts';
import { createMechanism } from './mechanisms.ts';

const options = { crypto: scramCrypto, channelBinding: null, offersPlus: false };

function mechanism(name: string, scram = options) {
  const made = createMechanism(name, scram);
  assert.ok(made);
  return made;
}

function password(step: SaslStep) {
  return step.kind === 'credentials' ? step.credentials : step.kind;
}

test('LOGIN asks for user name and password with the very challenges that printers wait for', () => {
  const login = mechanism('LOGIN');
  const first = login.start(null);
  const second = login.next(Buffer.from('a@b'));
  assert.deepEqual(
    [first, second].map((step) => (step.kind === 'challenge' ? step.reply : step.kind)),
    ['loginUserName', 'loginPassword'],
  );
  assert.deepEqual(password(login.next(Buffer.from('ä'))), {
    kind: 'password',
    mechanism: 'LOGIN',
    login: 'a@b',
    password: 'ä',
  });
});

test('LOGIN takes the user name with the command, as .NET sends it', () => {
  const login = mechanism('LOGIN');
  const step = login.start(Buffer.from('a@b'));
  assert.equal(step.kind === 'challenge' && step.reply, 'loginPassword');
});

test('PLAIN takes an authorization identity only where it is the login itself (RFC 4616)', () => {
  const ask = (text: string) => password(mechanism('PLAIN').start(Buffer.from(text)));
  const right = { kind: 'password', mechanism: 'PLAIN', login: 'a', password: 'b' };
  assert.deepEqual(
    [ask('\0a\0b'), ask('a\0a\0b'), ask('c\0a\0b'), ask('a\0b'), ask('\0a\0b\0')],
    [right, right, 'malformed', 'malformed', 'malformed'],
  );
});

test('XOAUTH2 and OAUTHBEARER find login and token (RFC 7628 §4)', () => {
  assert.deepEqual(password(mechanism('XOAUTH2').start(Buffer.from('user=a@b\x01auth=Bearer t.o.k\x01\x01'))), {
    kind: 'token',
    mechanism: 'XOAUTH2',
    login: 'a@b',
    token: 't.o.k',
  });
  const bearer =
    'n,a=user@example.com,\x01host=server.example.com\x01port=587\x01auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\x01\x01';
  assert.deepEqual(password(mechanism('OAUTHBEARER').start(Buffer.from(bearer))), {
    kind: 'token',
    mechanism: 'OAUTHBEARER',
    login: 'user@example.com',
    token: 'vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==',
  });
});

/** RFC 7677 §3: user "user", password "pencil". */
function example(): ScramServerCredential {
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  const salted = pbkdf2Sync('pencil', salt, 4096, 32, 'sha256');
  const storedKey = scramCrypto.hash(scramCrypto.hmac(salted, 'Client Key'));
  return {
    salt,
    iterations: 4096,
    keys: [{ name: 'password', storedKey, serverKey: scramCrypto.hmac(salted, 'Server Key') }],
  };
}

const rfcOptions = { ...options, crypto: { ...scramCrypto, nonce: () => '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0' } };

test('SCRAM-SHA-256 speaks the example of RFC 7677', () => {
  const scram = mechanism('SCRAM-SHA-256', rfcOptions);
  assert.deepEqual(scram.start(Buffer.from('n,,n=user,r=rOprNGfwEbeRWgbNEkqO')), { kind: 'lookup', login: 'user' });
  const first = scram.continueWith?.(example());
  assert.equal(
    first?.kind === 'challenge' && first.challenge.toString(),
    'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
  );
  const final = scram.next(
    Buffer.from(
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    ),
  );
  assert.equal(
    final.kind === 'challenge' && final.challenge.toString(),
    'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  );
  assert.deepEqual(password(scram.next(Buffer.alloc(0))), {
    kind: 'scram',
    mechanism: 'SCRAM-SHA-256',
    login: 'user',
    key: 'password',
  });
});

test('SCRAM with a wrong proof or nonce ends in credentials that fit nothing', () => {
  for (const last of [
    'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=AAAA',
    'c=biws,r=other,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
  ]) {
    const scram = mechanism('SCRAM-SHA-256', rfcOptions);
    scram.start(Buffer.from('n,,n=user,r=rOprNGfwEbeRWgbNEkqO'));
    scram.continueWith?.(example());
    assert.deepEqual(password(scram.next(Buffer.from(last))), {
      kind: 'scram',
      mechanism: 'SCRAM-SHA-256',
      login: 'user',
      key: null,
    });
  }
});

test('a client that was told there is no -PLUS, where there is, is refused (RFC 5802 §6)', () => {
  assert.equal(
    mechanism('SCRAM-SHA-256', { ...options, offersPlus: true }).start(Buffer.from('y,,n=user,r=rOprNGfwEbeRWgbNEkqO'))
      .kind,
    'malformed',
  );
});

test('SCRAM: a name is written with =2C and =3D, and nobody acts for somebody else (RFC 5802 §5.1)', () => {
  const first = (text: string) => mechanism('SCRAM-SHA-256').start(Buffer.from(text));
  assert.deepEqual(first('n,,n=a=2Cb=3Dc,r=rOprNGfwEbeRWgbNEkqO'), { kind: 'lookup', login: 'a,b=c' });
  assert.deepEqual(first('n,a=user,n=user,r=rOprNGfwEbeRWgbNEkqO'), { kind: 'lookup', login: 'user' });
  for (const text of [
    'n,,n=a=41,r=rOprNGfwEbeRWgbNEkqO',
    'n,,n=a=,r=rOprNGfwEbeRWgbNEkqO',
    'n,a=root,n=user,r=rOprNGfwEbeRWgbNEkqO',
  ])
    assert.equal(first(text).kind, 'malformed', text);
});

test('property: no response throws, in any mechanism and at any point', () => {
  const names = ['LOGIN', 'PLAIN', 'XOAUTH2', 'OAUTHBEARER', 'SCRAM-SHA-256'];
  const response = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.constant(Buffer.from('n,,n=user,r=rOprNGfwEbeRWgbNEkqO')),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.array(response, { minLength: 1, maxLength: 5 }), (name, responses) => {
      const made = mechanism(name);
      made.start(null);
      for (const one of responses) if (made.next(Buffer.from(one)).kind === 'lookup') made.continueWith?.(example());
    }),
    { numRuns: 1000 },
  );
});
