/** Requests for tokens in the sign-in log: over what they came, and when. */
import assert from 'node:assert/strict';
import { request } from 'node:https';
import { test } from 'node:test';
import { houseOverTls } from '../../../test/fixtures/house-over-tls.ts';
import type { SignInRecord } from '../../sign-in/sign-in-log.ts';
import { recordTokenRequest } from './token-log.ts';

/** Posts a request for tokens with this version of TLS; the status. */
async function post(url: string, form: Readonly<Record<string, string>>, maxVersion: 'TLSv1.2' | 'TLSv1.3') {
  const body = new URLSearchParams(form).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
  return new Promise<number | undefined>((resolve, reject) => {
    const asked = request(url, { method: 'POST', headers, maxVersion, agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    });
    asked.once('error', reject).end(body);
  });
}

test('a request for tokens is in the log once it is answered, with the TLS that it came over', async (t) => {
  const { authorityOf, service, tenant } = await houseOverTls(t);
  const form = {
    grant_type: 'client_credentials',
    scope: 'https://graph.microsoft.com/.default',
    client_id: tenant.id,
  };
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    assert.equal(await post(`${authorityOf(tenant.id)}/oauth2/v2.0/token`, form, version), 400);
    const [record] = await service.store.signInLog.list({ tenantId: tenant.id, limit: 1 });
    assert.deepEqual([record?.tls, record?.errorCode], [version, 700016]);
  }
});

test('the time is that of the request, however long its person is looked for', async () => {
  const kept: SignInRecord[] = [];
  const it = { now: 1000 };
  const findUser = async () => {
    it.now = 9000;
    return null;
  };
  const asked = {
    tenantId: 't',
    application: null,
    grantType: 'refresh_token',
    resource: '',
    address: '192.0.2.1',
    correlationId: 'c',
    tls: 'none',
    clientProof: 'nothing',
  } as const;
  const log = { record: (record: SignInRecord) => kept.push(record) };
  const parts = { directory: { findUser }, signInLog: log, clock: () => it.now };
  await recordTokenRequest(asked, 0, { userId: 'u', amr: [] }, parts as never);
  assert.deepEqual(
    kept.map(({ at, kind, tls }) => [at, kind, tls]),
    [[1000, 'non-interactive', 'none']],
  );
});
