/** Many requests in one: each with its own answer, in the order that they depend on each other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BatchRequestContent, BatchResponseContent } from '@microsoft/microsoft-graph-client';
import { batchAnswer, expectShape, graphError } from '../../../test/fixtures/graph-expectations.ts';
import { graphHouse, told } from '../../../test/fixtures/graph-house.ts';

interface Responses {
  readonly responses: readonly {
    readonly id: string;
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body?: Record<string, unknown> | string;
  }[];
}

test('each request of a batch has its own answer; those that depend on a failed one are not carried out', async (t) => {
  const { ask, service } = await graphHouse(t, ['User.ReadWrite.All', 'Policy.ReadWrite.AuthenticationMethod']);
  const headers = { 'Content-Type': 'application/json' };
  const { body } = await ask('POST', '/beta/$batch', {
    as: batchAnswer,
    body: {
      requests: [
        { id: '4', method: 'GET', url: '/users/b@x.example', dependsOn: ['3'] },
        { id: '1', method: 'GET', url: "users?$filter=startswith(userPrincipalName,'a')&$select=mail" },
        { id: '2', method: 'PATCH', url: '/users/a@x.example', headers, body: { accountEnabled: false } },
        { id: '3', method: 'GET', url: '/users/nobody@x.example', dependsOn: ['2'] },
        {
          id: '5',
          method: 'PATCH',
          url: "/users('a@x.example')/authentication/requirements",
          headers,
          body: { perUserMFAState: 'enabled' },
        },
        { id: '6', method: 'GET', url: '/policies/identitySecurityDefaultsEnforcementPolicy' },
        { id: '7', method: 'GET', url: '/users/$count' },
      ],
    },
  });
  const { responses } = body as unknown as Responses;
  const byId = new Map(responses.map((each) => [each.id, each]));
  assert.deepEqual(
    ['1', '2', '3', '4', '5', '6', '7'].map((id) => byId.get(id)?.status),
    [200, 204, 404, 424, 204, 403, 200],
  );
  const listed = byId.get('1')?.body as { value: object[] } | undefined;
  assert.deepEqual(listed?.value[0], { mail: 'a@x.example' });
  assert.equal(byId.get('2')?.body, undefined);
  for (const id of ['3', '4', '6']) expectShape(graphError, byId.get(id)?.body);
  assert.match(byId.get('1')?.headers['Content-Type'] ?? '', /^application\/json/);
  assert.equal(Buffer.from(byId.get('7')?.body as string, 'base64').toString(), '3');
  const a = await service.store.directory.signInFacts('a@x.example');
  assert.deepEqual([a?.userSettings.accountEnabled.value, a?.userSettings.perUserMfa.value], [false, 'enabled']);
});

test("Microsoft's client writes and reads batches", async (t) => {
  const { graph } = await graphHouse(t, ['User.Read.All']);
  const content = new BatchRequestContent([
    { id: 'one', request: new Request('https://graph.microsoft.com/users/a@x.example') },
    { id: 'two', request: new Request('https://graph.microsoft.com/users/q@x.example') },
  ]);
  const written = await content.getContent();
  const response = new BatchResponseContent(
    (await graph.api('/$batch').version('v1.0').post(written)) as ConstructorParameters<typeof BatchResponseContent>[0],
  );
  assert.equal(response.getResponseById('one').status, 200);
  assert.equal(((await response.getResponseById('one').json()) as { mail: string }).mail, 'a@x.example');
  assert.equal(response.getResponseById('two').status, 404);
});

test('a batch that is none is refused whole, and nothing of it is carried out', async (t) => {
  const { ask, service } = await graphHouse(t, ['User.ReadWrite.All']);
  const change = { id: '1', method: 'PATCH', url: '/users/a@x.example', body: { accountEnabled: false } };
  const get = (id: string, more: object = {}) => ({ id, method: 'GET', url: '/users', ...more });
  const bad: readonly [unknown, RegExp][] = [
    [{}, /"requests"/],
    [{ requests: [] }, /at least one/],
    [{ requests: Array.from({ length: 21 }, (_, index) => get(String(index))) }, /maximum value of 20/],
    [{ requests: [change, change] }, /'1' stands in the batch more than once/],
    [{ requests: [change, null] }, /must be an object/],
    [{ requests: [change, { id: 2 }] }, /needs an 'id'/],
    [{ requests: [change, { id: '2', url: '/users' }] }, /needs a 'method'/],
    [{ requests: [change, get('2', { dependsOn: ['9'] })] }, /'9', which the batch does not have/],
    [{ requests: [change, get('2', { dependsOn: ['3'] }), get('3', { dependsOn: ['2'] })] }, /in a circle/],
    [{ requests: [change, get('2', { dependsOn: ['2'] })] }, /in a circle/],
    [{ requests: [change, get('2', { url: 'https://graph.microsoft.com/v1.0/users' })] }, /must be relative/],
    [{ requests: [change, get('2', { url: '/$batch', method: 'POST' })] }, /is a batch itself/],
    [{ requests: [change, get('2', { headers: { accept: 1 } })] }, /must be texts/],
    [{ requests: [change, get('2', { headers: { 'Content-Type': 'text/plain' }, body: 'nö' })] }, /base64/],
  ];
  for (const [body, says] of bad) {
    const fault = told(await ask('POST', '/v1.0/$batch', { body }));
    assert.equal(fault.status, 400);
    assert.match(fault.message, says);
  }
  const a = await service.store.directory.signInFacts('a@x.example');
  assert.equal(a?.userSettings.accountEnabled.value, true);
});
