/** An application that asks too often is told when to come back: by Graph, in a batch, and by the Exchange admin API. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { get } from 'node:https';
import { test } from 'node:test';
import { graphHouse, told } from '../../../test/fixtures/graph-house.ts';

test('429 names the seconds to wait, and the other doors count as well', async (t) => {
  const { ask, tokenFor, service } = await graphHouse(t, ['User.Read.All'], ['a'], {
    requestLimit: 4,
    requestLimitSeconds: 600,
  });
  assert.equal((await ask('GET', '/v1.0/users')).status, 200);
  const one = (id: string) => ({ id, method: 'GET', url: '/users/a@x.example' });
  const { body } = await ask('POST', '/v1.0/$batch', { body: { requests: ['1', '2', '3', '4'].map(one) } });
  const { responses } = body as { responses: { status: number; headers: Record<string, string> }[] };
  assert.deepEqual(
    responses.map(({ status }) => status),
    [200, 200, 200, 429],
  );
  assert.equal(responses[3]?.headers['Retry-After'], '150');
  const refused = await ask('GET', '/v1.0/users');
  assert.deepEqual([told(refused).status, told(refused).code], [429, 'TooManyRequests']);
  assert.match(refused.headers.get('retry-after') ?? '', /^1[45]\d$/);
  const exchange = await fetch(`${service.httpUrl}/adminapi/beta/x.example/InvokeCommand`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenFor('https://outlook.office365.com')}`,
      'content-type': 'application/json',
    },
    body: '{"CmdletInput":{"CmdletName":"Get-CASMailbox","Parameters":{}}}',
  });
  assert.equal(exchange.status, 429);
  assert.match(exchange.headers.get('retry-after') ?? '', /^1[45]\d$/);
  assert.equal(((await exchange.json()) as { error: { code: string } }).error.code, 'TooManyRequests');
});

test('who comes by the HTTP and by the HTTPS door has one allowance', async (t) => {
  const { ask, tokenFor, service } = await graphHouse(t, ['User.Read.All'], ['a'], {
    httpsPort: 0,
    requestLimit: 2,
    requestLimitSeconds: 600,
  });
  const [ca, token] = [await readFile(service.caFile ?? ''), await tokenFor('https://graph.microsoft.com')];
  const overTls = () =>
    new Promise<number | undefined>((resolve, reject) => {
      const options = { ca, headers: { authorization: `Bearer ${token}` } };
      get(`${service.httpsUrl}/v1.0/users`, options, (response) => {
        response.resume().once('end', () => resolve(response.statusCode));
      }).on('error', reject);
    });
  assert.equal((await ask('GET', '/v1.0/users')).status, 200);
  assert.equal(await overTls(), 200);
  assert.equal((await ask('GET', '/v1.0/users')).status, 429);
  assert.equal(await overTls(), 429);
});
