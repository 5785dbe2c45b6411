/** Each door refuses what no route takes in the shape that its clients read, for strangers as for everybody. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { Type } from 'typebox';
import { expectShape, graphError } from '../../test/fixtures/graph-expectations.ts';
import { houseWithApplication } from '../../test/fixtures/house-with-application.ts';

const word = Type.String({ minLength: 1 });
const problem = Type.Object({ type: word, title: word, status: Type.Integer(), detail: word });
const exchangeError = Type.Object({
  error: Type.Object({
    code: word,
    message: word,
    details: Type.Array(Type.Object({ message: word }), { minItems: 1 }),
  }),
});
const entraError = Type.Object({
  error: word,
  error_description: Type.String({ pattern: '^AADSTS\\d+: .* Correlation ID: ' }),
  error_codes: Type.Array(Type.Integer(), { minItems: 1 }),
});

const shapes = {
  problem: [problem, /^application\/problem\+json/],
  graph: [graphError, /^application\/json/],
  exchange: [exchangeError, /^application\/json/],
  entra: [entraError, /^application\/json/],
} as const;

type Shape = keyof typeof shapes | 'page';

/** `allow`: null where the address is not there at all. */
const strays: readonly (readonly [method: string, path: string, shape: Shape, allow: string | null])[] = [
  ['GET', '/nowhere', 'problem', null],
  ['POST', '/health', 'problem', 'GET, HEAD'],
  ['GET', '/admin/v1/nowhere', 'problem', null],
  ['GET', '/admin/nowhere', 'problem', null],
  ['DELETE', '/admin/v1/tenants', 'problem', 'GET, HEAD, POST'],
  ['POST', '/admin/v1/openapi.json', 'problem', 'GET, HEAD'],
  ['GET', '/v2.0/users', 'graph', null],
  ['GET', '/uploads/one/two', 'graph', null],
  ['POST', '/uploads/one', 'graph', 'GET, HEAD, DELETE, PUT'],
  ['GET', '/adminapi/beta/x.example/InvokeCommand', 'exchange', 'POST'],
  ['PUT', '/AdminApi/v1.0/x.example/EXOModuleFile', 'exchange', 'GET, HEAD'],
  ['POST', '/adminapi/v2.0/x.example/Mailbox', 'exchange', null],
  ['GET', '/x.example/oauth2/v2.0/token', 'entra', 'POST'],
  ['DELETE', '/x.example/oauth2/v2.0/authorize', 'entra', 'GET, HEAD, POST'],
  ['POST', '/x.example/v2.0/.well-known/openid-configuration', 'entra', 'GET, HEAD'],
  ['DELETE', '/devicelogin', 'entra', 'GET, HEAD, POST'],
  ['DELETE', '/oidc/userinfo', 'entra', 'GET, HEAD, POST'],
  ['POST', '/x.example/oauth2/v2.0/nowhere', 'entra', null],
  ['GET', '/x.example/oauth2/token', 'entra', null],
  ['GET', '/my/nowhere', 'page', null],
  ['DELETE', '/my/security', 'page', 'GET, HEAD, POST'],
  ['GET', '/pages/0/nothing.css', 'page', null],
  ['PUT', '/setup', 'page', 'GET, HEAD'],
  ['PUT', '/sign-in/one', 'page', 'GET, HEAD'],
];

test('what no route takes is refused in the shape of its door, a wrong method with those that are right', async (t) => {
  const { service } = await houseWithApplication(t, []);
  for (const [method, path, shape, allow] of strays) {
    const response = await fetch(`${service.httpUrl}${path}`, {
      method,
      // The body is not looked at, whatever it says it is.
      ...(method !== 'GET' && { body: '{"', headers: { 'content-type': 'text/x-nothing' } }),
    });
    const told = `${method} ${path}`;
    assert.equal(response.status, allow === null ? 404 : 405, told);
    const sorted = (methods: string | null | undefined) => methods?.split(', ').toSorted().join(', ') ?? null;
    assert.equal(sorted(response.headers.get('allow')), sorted(allow), told);
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    if (shape === 'page') {
      assert.match(type, /^text\/html/, told);
      assert.match(text, /^<!doctype html>/, told);
    } else {
      const [expected, contentType] = shapes[shape];
      assert.match(type, contentType, told);
      expectShape(expected, JSON.parse(text));
    }
  }
});

test('a browser that asks the authority for what it does not do is shown a page, with the number', async (t) => {
  const { service } = await houseWithApplication(t, []);
  const headers = { accept: 'text/html,application/xhtml+xml;q=0.9' };
  const wrong = await fetch(`${service.httpUrl}/x.example/oauth2/v2.0/token`, { headers });
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.get('allow'), 'POST');
  assert.match(
    await wrong.text(),
    /The endpoint only accepts POST requests\. Received a GET request\.[^]*AADSTS900561/,
  );
  const nowhere = await fetch(`${service.httpUrl}/nowhere`, { headers });
  assert.equal(nowhere.status, 404);
  assert.match(await nowhere.text(), /There is nothing here/);
});

test('a method that nobody knows, and an address that cannot be read, have the shape of the door as well', async (t) => {
  const { service } = await houseWithApplication(t, []);
  const port = Number(new URL(service.httpUrl).port);
  const answer = (line: string) =>
    new Promise<{ status: number; body: unknown }>((resolve, reject) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () =>
        socket.end(`${line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`),
      );
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('error', reject);
      socket.on('close', () => {
        const [head = '', body = ''] = text.split('\r\n\r\n');
        resolve({ status: Number(head.split(' ')[1]), body: JSON.parse(body) });
      });
    });
  for (const [path, shape] of [
    ['/v1.0/users', graphError],
    ['/adminapi/beta/x.example/InvokeCommand', exchangeError],
    ['/x.example/oauth2/v2.0/token', entraError],
    ['/admin/v1/tenants', problem],
  ] as const) {
    const unknown = await answer(`PROPFIND ${path}`);
    assert.equal(unknown.status, 501, path);
    expectShape(shape, unknown.body);
    const unreadable = await answer(`GET ${path}/%zz`);
    assert.equal(unreadable.status, 400, path);
    expectShape(shape, unreadable.body);
  }
  const unheard = await answer('FOO /admin/v1/tenants');
  assert.equal(unheard.status, 501, 'a method that HTTP does not have');
  expectShape(problem, unheard.body);
});
