/** An API that is busy, broken, slow or lying costs time that is bounded, and leaves holes that say why. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Answering, json, lyingApi } from '../../../../test/fixtures/lying-api.ts';
import type { Hole, Read, TenantReading, UserReading } from '../../tenant/tenant-reading.ts';
import type { TenantProvider } from '../tenant-provider.ts';

async function readAll(provider: TenantProvider) {
  const startedAt = Date.now();
  const [reading, user, log] = await Promise.all([
    provider.readTenant(),
    provider.readUser('scan@x.example'),
    provider.signIns({ sinceMs: 0, limit: 10 }),
  ]);
  return { reading, user, log, tookMs: Date.now() - startedAt };
}

/** Why nothing is known: of every control that the two APIs could tell. */
function holesOf(reading: TenantReading, user: UserReading | null): Hole[] {
  const reads = [...Object.values(reading.controls), ...Object.values(user?.controls ?? {})] as Read<unknown>[];
  return reads
    .map((read) => (read.known ? null : read.because))
    .filter((hole) => hole !== null && hole.kind !== 'not-offered')
    .map((hole) => hole as Hole);
}

/** Every control is a hole of which the detail says so. */
async function assertHoles(t: TestContext, answer: Answering, says: RegExp, withinMs: number) {
  const { provider, asked } = await lyingApi(t, answer);
  const { reading, user, log, tookMs } = await readAll(provider);
  const holes = holesOf(reading, user);
  assert.equal(holes.length, 14);
  for (const hole of holes) {
    assert.equal(hole.kind, 'failed');
    assert.match(hole.kind === 'failed' ? hole.detail : '', says);
  }
  assert.equal(log.known, false);
  assert.ok(tookMs < withinMs, `${tookMs} ms`);
  return asked;
}

test('429 with Retry-After is waited for, and then answered', async (t) => {
  let refused = 0;
  const { provider } = await lyingApi(t, (request, response) => {
    if (refused < 2 && request.url?.includes('identitySecurityDefaults')) {
      refused += 1;
      return json(response, { error: { code: 'TooManyRequests' } }, 429, { 'retry-after': '1' });
    }
    return json(response, { isEnabled: true, value: [] });
  });
  const startedAt = Date.now();
  const { securityDefaults } = (await provider.readTenant()).controls;
  assert.equal(securityDefaults.known && securityDefaults.value, true);
  assert.ok(Date.now() - startedAt >= 2000, 'the service was given the time it asked for');
  assert.equal(refused, 2);
});

test('429 for ever, with or without Retry-After, and one that asks for an hour, end in time', async (t) => {
  const busy =
    (headers: Record<string, string>): Answering =>
    (_, response) =>
      json(response, { error: { code: 'TooManyRequests', message: 'slow down' } }, 429, headers);
  await assertHoles(t, busy({}), /429/, 5000);
  const patient = await assertHoles(t, busy({ 'retry-after': '3600' }), /429/, 5000);
  const counts = Map.groupBy(patient, (path) => path);
  assert.ok(
    !patient.includes('/beta/auditLogs/signIns') || counts.get('/beta/auditLogs/signIns')?.length === 1,
    'not asked again',
  );
  await assertHoles(t, busy({ 'retry-after': 'soon' }), /429/, 5000);
});

test('500, 502, and a connection that is cut are tried again, and told', async (t) => {
  for (const status of [500, 502])
    await assertHoles(t, (_, response) => void response.writeHead(status).end('<html>'), new RegExp(`${status}`), 5000);
  const asked = await assertHoles(
    t,
    (request) => request.socket.destroy(),
    /connection|UND_ERR_SOCKET|ECONNRESET/,
    5000,
  );
  assert.equal(asked.filter((path) => path.endsWith('signIns')).length, 3);
});

test('what is no JSON, or not as it must be, is a hole and no crash', async (t) => {
  const answers: [unknown, RegExp][] = [
    ['<html>hello</html>', /answered|no object/],
    [null, /answered|no object/],
    [[], /answered|no object/],
    [{ value: 'none' }, /as it must be/],
    [{ value: [null, 7] }, /no object|as it must be/],
    [
      { isEnabled: 'yes', value: [{ SmtpClientAuthenticationDisabled: 'no' }], id: 'x', userPrincipalName: 7 },
      /as it must be/,
    ],
  ];
  for (const [body, says] of answers) {
    const { provider } = await lyingApi(t, (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    const { reading, user } = await readAll(provider);
    const { securityDefaults, smtpAuth } = reading.controls;
    for (const read of [securityDefaults, smtpAuth, user?.controls.mailboxSmtpAuth])
      assert.match(read?.known === false && read.because.kind === 'failed' ? read.because.detail : '', says);
  }
});

test('pages without end, and a next page at another host, are left', async (t) => {
  const endless: Answering = (request, response, base) =>
    json(response, { value: [], isEnabled: true, '@odata.nextLink': `${base}${request.url}` });
  const { provider, asked } = await lyingApi(t, endless);
  const { reading, log } = await readAll(provider);
  for (const read of [reading.controls.conditionalAccessPolicies, reading.controls.smtpAuth, log])
    assert.match(!read.known && read.because.kind === 'failed' ? read.because.detail : '', /more than 5 pages/);
  assert.ok(asked.length < 200, String(asked.length));

  const elsewhere = await lyingApi(t, (_, response) =>
    json(response, { value: [], '@odata.nextLink': 'https://elsewhere.example/next' }),
  );
  const { smtpAuth } = (await elsewhere.provider.readTenant()).controls;
  assert.match(!smtpAuth.known && smtpAuth.because.kind === 'failed' ? smtpAuth.because.detail : '', /another host/);
});

test('an answer without end, and a redirect to another host, are left', async (t) => {
  const flood: Answering = (_, response) => {
    const more = () => void (response.write('x'.repeat(16_384)) ? setImmediate(more) : response.once('drain', more));
    more();
  };
  await assertHoles(t, flood, /more than 65536 octets/, 5000);
  await assertHoles(
    t,
    (_, response) => void response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
    /connection failed|elsewhere|redirect/,
    5000,
  );
});

test('where nobody listens it is tried twice, and then by nobody else; the hole says so', async (t) => {
  const { provider, close } = await lyingApi(t, () => {});
  await provider.readTenant();
  await close();
  const { reading, user, log, tookMs } = await readAll(provider);
  for (const hole of holesOf(reading, user)) assert.match(hole.kind === 'failed' ? hole.detail : '', /ECONNREFUSED/);
  assert.match(!log.known && log.because.kind === 'failed' ? log.because.detail : '', /ECONNREFUSED/);
  assert.ok(tookMs < 2000, `${tookMs} ms`);
});

test('no answer ends with the time of a request, and all of it with the time limit', async (t) => {
  await assertHoles(t, () => {}, /no answer in 0\.4 s/, 15_000);
  const { provider } = await lyingApi(t, () => {}, { timeLimitMs: 600 });
  const { reading, user, tookMs } = await readAll(provider);
  assert.ok(tookMs < 2000, `${tookMs} ms`);
  for (const hole of holesOf(reading, user))
    assert.match(hole.kind === 'failed' ? hole.detail : '', /time limit|no answer/);
});

test('an authority that refuses, or is none, is told as it is for each API', async (t) => {
  const refusing: [Answering, RegExp][] = [
    [
      (_, response) =>
        json(
          response,
          { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' },
          401,
        ),
      /no token for .*AADSTS7000215/,
    ],
    [(_, response) => void response.writeHead(404).end('nothing here'), /no token for .* answered 404/],
    [() => {}, /no answer in 0\.4 s/],
  ];
  for (const [tokens, says] of refusing) {
    const { provider, asked } = await lyingApi(t, (_, response) => json(response, {}), { tokens });
    const { reading, user } = await readAll(provider);
    for (const hole of holesOf(reading, user)) assert.match(hole.kind === 'failed' ? hole.detail : '', says);
    assert.deepEqual(asked, []);
  }
  const { provider } = await lyingApi(t, (_, response) => json(response, {}), {
    tokens: (_, response) =>
      json(
        response,
        { error: 'invalid_grant', error_description: 'AADSTS65001: The user or administrator has not consented' },
        400,
      ),
  });
  const { smtpAuth } = (await provider.readTenant()).controls;
  assert.deepEqual(smtpAuth, {
    known: false,
    because: { kind: 'permission', permission: 'consent to an access token for https://outlook.office365.com' },
  });
});

test('what is refused for want of a licence is not offered; what roles hide is a role', async (t) => {
  const { provider } = await lyingApi(t, (request, response) =>
    request.url?.startsWith('/adminapi')
      ? json(
          response,
          { error: { message: "The term 'Get-TransportConfig' is not recognized as the name of a cmdlet" } },
          400,
        )
      : json(
          response,
          { error: { code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', message: 'no' } },
          403,
        ),
  );
  const { reading, log } = await readAll(provider);
  assert.deepEqual(log, { known: false, because: { kind: 'not-offered' } });
  const { smtpAuth } = reading.controls;
  assert.match(
    !smtpAuth.known && smtpAuth.because.kind === 'permission' ? smtpAuth.because.permission : '',
    /role Global Reader/,
  );
});
