/** Traces as a collector receives them: one trace from the SMTP session to the delivery, nothing of a person, nothing where it is off. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { registerHooks } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createTransport } from 'nodemailer';
import { acceptedMessage } from '../../test/fixtures/accepted-message.ts';
import { runningService } from '../../test/fixtures/running-service.ts';
import type { Service } from '../app.ts';
import { seedSandbox } from '../sandbox/seed.ts';
import type { Store } from '../store/open-store.ts';

const loaded: string[] = [];
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    if (resolved.url.includes('@opentelemetry')) loaded.push(resolved.url);
    return resolved;
  },
});

const password = 'hunter-9-secret';
const login = 'printer@contoso.example';

async function start(
  t: TestContext,
  options: object,
  prepare: (store: Store) => Promise<void> = async () => undefined,
): Promise<Service & { readonly path: string }> {
  const service = await runningService(t, options, null, async (store, path) => {
    await seedSandbox(store, path, password, Date.now());
    await prepare(store);
  });
  return { ...service, path: service.dataDirectory };
}

interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

interface Export {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly ReceivedSpan[] }[] }[];
}

/** A receiver of OTLP over HTTP. */
async function collector(t: TestContext) {
  const spans: ReceivedSpan[] = [];
  const texts: string[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    request.on('end', () => {
      texts.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${text}`);
      const { resourceSpans } = JSON.parse(text) as Export;
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const until = async (name: string): Promise<ReceivedSpan> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const found = spans.find((span) => span.name === name);
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no span ${name} among ${spans.map((span) => span.name).join()}`);
  };
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`, spans, texts, until };
}

async function send(service: Service, pass = password): Promise<void> {
  const transport = createTransport({
    port: service.listeners[0]?.port ?? 0,
    host: '127.0.0.1',
    auth: { user: login, pass },
    tls: { rejectUnauthorized: false },
  });
  const message = { from: login, to: 'somebody@far.example', subject: 'a private subject', text: 'words' };
  await transport.sendMail(message).finally(() => transport.close());
}

// First: what another test loads stays loaded.
test('without an endpoint nothing of OpenTelemetry is loaded, and no trace context is kept', async (t) => {
  const service = await start(t, {});
  await send(service);
  await fetch(`${service.httpUrl}/health`);
  const segment = await readFile(join(service.path, 'spool/segments/00000000.seg'), 'latin1');
  assert.ok(segment.includes('"tenantId":') && !segment.includes('"trace":'));
  assert.deepEqual(loaded, []);
});

test('one trace holds the session, the sign-in, the message, its commit and its delivery', async (t) => {
  const { endpoint, until } = await collector(t);
  const service = await start(t, { tracing: { endpoint } });
  assert.ok(loaded.length > 0, 'the hook of the test before sees what is loaded');
  await send(service);
  const [session, signIn, message] = [await until('smtp session'), await until('sign-in'), await until('message')];
  const [commit, delivery] = [await until('spool commit'), await until('delivery')];
  for (const span of [signIn, message, commit, delivery]) assert.equal(span.traceId, session.traceId, span.name);
  assert.equal(session.parentSpanId ?? '', '');
  assert.deepEqual([signIn.parentSpanId, message.parentSpanId], [session.spanId, session.spanId]);
  assert.deepEqual([commit.parentSpanId, delivery.parentSpanId], [message.spanId, message.spanId]);
});

test('the trace context is kept with the message: a delivery after a restart belongs to the trace of before', async (t) => {
  const { endpoint, until } = await collector(t);
  const [traceId, spanId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
  await start(t, { tracing: { endpoint } }, ({ spool }) =>
    spool.open().commit(acceptedMessage({ trace: `00-${traceId}-${spanId}-01` }), Buffer.from('Subject: x\r\n\r\n')),
  );
  const delivery = await until('delivery');
  assert.deepEqual([delivery.traceId, delivery.parentSpanId], [traceId, spanId]);
});

test('a message through Graph belongs to the trace that its request came with', async (t) => {
  const { endpoint, until, spans } = await collector(t);
  const service = await start(t, { tracing: { endpoint } });
  const applications = JSON.parse(await readFile(join(service.path, 'sandbox-applications.json'), 'utf8')) as {
    domain: string;
    clientId: string;
    secret: string;
  }[];
  const own = applications.find(({ domain }) => domain === 'contoso.example');
  const form = { grant_type: 'client_credentials', client_id: own?.clientId ?? '', client_secret: own?.secret ?? '' };
  const body = new URLSearchParams({ ...form, scope: 'https://graph.microsoft.com/.default' });
  const answer = await fetch(`${service.httpUrl}/contoso.example/oauth2/v2.0/token`, { method: 'POST', body });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const sent = await fetch(`${service.httpUrl}/v1.0/users/${login}/sendMail`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
    },
    body: JSON.stringify({
      message: {
        subject: 'x',
        body: { contentType: 'Text', content: 'x' },
        toRecipients: [{ emailAddress: { address: 'somebody@far.example' } }],
      },
    }),
  });
  assert.equal(sent.status, 202);
  await until('delivery');
  const ofTrace = spans.filter((span) => span.traceId === traceId).map(({ name }) => name);
  assert.deepEqual(ofTrace.toSorted(), ['delivery', 'http request', 'spool commit']);
});

test('spans name no person, no address, no secret and no subject', async (t) => {
  const { endpoint, until, texts } = await collector(t);
  const service = await start(t, { tracing: { endpoint }, failureAddresses: true });
  await send(service);
  await assert.rejects(send(service, 'wrong-password-7'));
  await fetch(`${service.httpUrl}/v1.0/users/${login}?x=${password}`, {
    headers: { authorization: `Bearer ${password}` },
  });
  await Promise.all(['delivery', 'smtp session', 'http request'].map(until));
  const all = texts.join('\n');
  for (const planted of [
    password,
    'wrong-password-7',
    login,
    'printer',
    'far.example',
    'private subject',
    '127.0.0.1:2580',
  ])
    assert.ok(!all.includes(planted), planted);
});

test('a request belongs to the trace that its traceparent names; one that is not valid begins a trace', async (t) => {
  const { endpoint, spans } = await collector(t);
  const service = await start(t, { tracing: { endpoint } });
  const [traceId, spanId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
  const ask = (traceparent: string) => fetch(`${service.httpUrl}/ready`, { headers: { traceparent } });
  await ask(`00-${traceId}-${spanId}-01`);
  await ask(`00-${'0'.repeat(32)}-${spanId}-01`);
  // Its sender keeps nothing of it, and so do we.
  await ask(`00-${traceId.replace('4', '5')}-${spanId}-00`);
  await service.stop();
  const requests = spans.filter(({ name }) => name === 'http request');
  assert.equal(requests.length, 2);
  assert.ok(requests.some((span) => span.traceId === traceId && span.parentSpanId === spanId));
  assert.ok(requests.some((span) => span.traceId !== traceId && (span.parentSpanId ?? '') === ''));
});

test('with a sampling of 0 nothing is sent, and mail goes its way', async (t) => {
  const { endpoint, texts } = await collector(t);
  const service = await start(t, { tracing: { endpoint, sampling: 0 } });
  await send(service);
  await service.stop();
  assert.deepEqual(texts, []);
});

test('a collector that is gone costs mail nothing, and the end of the service little', async (t) => {
  const service = await start(t, { tracing: { endpoint: 'http://127.0.0.1:9/v1/traces', queueSpans: 4 } });
  for (let count = 0; count < 5; count += 1) await send(service);
  const begun = performance.now();
  await service.stop();
  assert.ok(performance.now() - begun < 9000);
});
