/** Tokens of another house at the SMTP door: good where the tenant trusts it, and A9 with the reason in the trace where not. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SignJWT } from 'jose';
import { Refusal } from '../../src/administration/refusal.ts';
import { readLocalDoor } from '../../src/lib/local-door.ts';
import { houseWithApplication, request } from '../fixtures/house-with-application.ts';
import { loopbackIssuer } from '../fixtures/loopback-issuer.ts';
import { secure } from './smtp-dialogue.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

async function house(t: TestContext, algorithm?: string, privateAddresses = true) {
  const it = await houseWithApplication(t, [], {}, { trustedIssuers: { privateAddresses } });
  const { administration, tenant, service } = it;
  await administration.settings.changeOfTenant(request, tenant, { smtpAuth: 'on', securityDefaults: true });
  for (const name of ['a', 'b'])
    await administration.users.add(request, {
      tenantId: tenant.id,
      userPrincipalName: `${name}@x.example`,
      verifiers: null,
    });
  const other = await loopbackIssuer(t, algorithm);
  const trust = (changes: object = {}) =>
    administration.trustedIssuers.add(request, tenant, {
      issuer: other.issuer,
      audience: 'mail',
      jwksUri: other.jwksUri,
      userClaim: 'email',
      requiredScope: 'SMTP.Send',
      ...changes,
    });
  /** `235`, or the reason in the trace. */
  const signIn = async (token: string, login = 'a@x.example', mechanism = 'XOAUTH2'): Promise<string> => {
    const smtp = await secure(service.listeners[0]?.port ?? 0);
    const blob =
      mechanism === 'XOAUTH2'
        ? `user=${login}\u0001auth=Bearer ${token}\u0001\u0001`
        : `n,a=${login},\u0001auth=Bearer ${token}\u0001\u0001`;
    const reply = await smtp.say(`AUTH ${mechanism} ${base64(blob)}`);
    smtp.close();
    if (reply.startsWith('235')) return '235';
    assert.match(reply, /^535 5\.7\.3 Authentication unsuccessful/);
    const [last] = await service.store.signInLog.list({ tenantId: null, limit: 1 });
    const because = last?.trace.find(({ gate }) => gate === 'token')?.because.key ?? '';
    return because.replace('gate.token.', '');
  };
  return { ...it, other, trust, signIn };
}

test('a token of a trusted issuer signs in, through both mechanisms, and each fault has its reason', async (t) => {
  const { other, trust, signIn } = await house(t);
  const good = await other.sign();
  assert.equal(await signIn(good), 'untrusted-issuer');
  await trust();
  assert.equal(await signIn(good), '235');
  assert.equal(await signIn(good, 'A@X.example', 'OAUTHBEARER'), '235');
  assert.equal(await signIn(good, 'b@x.example'), 'other-user');
  assert.equal(await signIn(good, 'nobody@x.example'), 'unknown-account');
  assert.equal(await signIn(await other.sign({}, -120)), 'expired');
  assert.equal(await signIn(await other.sign({ aud: 'web' })), 'wrong-audience');
  assert.equal(await signIn(await other.sign({ aud: ['web', 'mail'] })), '235');
  assert.equal(await signIn(await other.sign({ scope: 'openid' })), 'wrong-scope');
  assert.equal(await signIn(await other.sign({ scope: '', scp: 'SMTP.Send' })), '235');
  assert.equal(await signIn(await other.sign({ scope: '', roles: ['SMTP.Send'] })), '235');
  assert.equal(await signIn(await other.sign({ email: 'b@x.example' })), 'other-user');
  // An application on its own names no user.
  assert.equal(await signIn(await other.sign({ email: '' })), 'no-mailbox-permission');
  assert.equal(await signIn(await other.sign({ iss: 'https://id.example/' })), 'untrusted-issuer');
  const stranger = await loopbackIssuer(t);
  assert.equal(await signIn(await stranger.sign()), 'untrusted-issuer');
  const [head, body] = good.split('.');
  assert.equal(await signIn(`${head}.${body}.AAAA`), 'untrusted-issuer');
});

test('what is signed with a shared secret, with nothing, or without an end is no token', async (t) => {
  const { other, trust, signIn } = await house(t);
  await trust();
  const claims = { iss: other.issuer, aud: 'mail', scope: 'SMTP.Send', email: 'a@x.example' };
  const shared = await new SignJWT({ ...claims, exp: Math.floor(Date.now() / 1000) + 60 })
    .setProtectedHeader({ alg: 'HS256', kid: 'one' })
    .sign(Buffer.from('a secret that everybody knows, of some length'));
  assert.equal(await signIn(shared), 'malformed');
  const unsigned = [{ alg: 'none' }, { ...claims, exp: 9_999_999_999 }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  assert.equal(await signIn(`${unsigned}.`), 'malformed');
  assert.equal(await signIn(await other.sign({}, null)), 'malformed');
});

test('an issuer signs with elliptic curves as well', async (t) => {
  const { other, trust, signIn } = await house(t, 'ES256');
  await trust();
  assert.equal(await signIn(await other.sign()), '235');
});

test('an issuer whose keys cannot be had is said to be so; it is not asked again at once', async (t) => {
  for (const mode of ['error', 'redirect', 'huge', 'nonsense'] as const) {
    const { other, trust, signIn } = await house(t);
    other.mode = mode;
    await trust();
    const token = await other.sign();
    assert.equal(await signIn(token), 'issuer-unreachable', mode);
    assert.equal(await signIn(token), 'issuer-unreachable', mode);
    assert.equal(other.asked, 1, mode);
  }
});

test('issuers are held to what one must look like, belong to one tenant, and go again', async (t) => {
  const { other, trust, signIn, administration, tenant } = await house(t);
  const refused = (kind: string) => (error: unknown) => error instanceof Refusal && error.reason.kind === kind;
  for (const wrong of [
    { jwksUri: 'http://id.example/keys' },
    { jwksUri: 'file:///etc/passwd' },
    { jwksUri: 'https://user:secret@id.example/' },
    { jwksUri: 'http://127.0.0.1.evil.example/keys' },
    { issuer: '' },
    { audience: 'a b' },
    { userClaim: '' },
    { requiredScope: '' },
    { issuer: 'x'.repeat(501) },
  ])
    await assert.rejects(trust(wrong), refused('invalid'), JSON.stringify(wrong));
  const { id } = await trust();
  await assert.rejects(trust(), refused('conflict'));
  const token = await other.sign();
  assert.equal(await signIn(token), '235');
  const elsewhere = await administration.tenants.add(request, { domain: 'y.example' });
  await administration.settings.changeOfTenant(request, elsewhere, { smtpAuth: 'on' });
  await administration.users.add(request, {
    tenantId: elsewhere.id,
    userPrincipalName: 'a@y.example',
    verifiers: null,
  });
  assert.equal(await signIn(await other.sign({ email: 'a@y.example' }), 'a@y.example'), 'untrusted-issuer');
  await administration.trustedIssuers.remove(request, tenant, id);
  assert.equal(await signIn(token), 'untrusted-issuer');
  for (let n = 0; n < 10; n += 1) await trust({ audience: `mail${n}` });
  await assert.rejects(trust({ audience: 'more' }), refused('conflict'));
});

test('keys on this machine and in private networks are not fetched unless the configuration allows it', async (t) => {
  const { other, trust, signIn, administration, tenant } = await house(t, undefined, false);
  // As written by a service that allowed it.
  await trust();
  assert.equal(await signIn(await other.sign()), 'issuer-unreachable');
  assert.equal(other.asked, 0);
  // A name that stands for this machine: seen when it is looked up.
  const [kept] = await administration.trustedIssuers.list(request, tenant);
  const jwksUri = other.jwksUri.replace('http://127.0.0.1', 'https://localhost.');
  await administration.settings.changeOfTenant(request, tenant, {
    trustedIssuers: kept === undefined ? [] : [{ ...kept, jwksUri }],
  });
  assert.equal(await signIn(await other.sign()), 'issuer-unreachable');
  assert.equal(other.asked, 0);
});

test('an address of keys in our own network is refused in words where it is not allowed', async (t) => {
  const { service, dataDirectory } = await houseWithApplication(t, []);
  const { token } = await readLocalDoor(dataDirectory);
  const add = async (jwksUri: string): Promise<string> => {
    const response = await fetch(`${service.httpUrl}/admin/v1/tenants/x.example/trusted-issuers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        issuer: jwksUri,
        audience: 'mail',
        jwksUri,
        userClaim: 'upn',
        requiredScope: 'SMTP.Send',
      }),
    });
    return `${response.status} ${await response.text()}`;
  };
  for (const address of [
    'http://127.0.0.1:8080/keys',
    'https://127.0.0.1/keys',
    'https://0x7f.1/keys',
    'https://localhost/keys',
    'https://[::1]/keys',
    'https://[::ffff:10.0.0.1]/keys',
    'https://169.254.169.254/keys',
    'https://192.168.1.1/keys',
  ])
    assert.match(await add(address), /^400 .*trustedIssuers\.privateAddresses/, address);
  assert.match(await add('https://id.example/keys'), /^20/);
});
