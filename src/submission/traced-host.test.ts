/** Every span that is begun ends once, also where what it is about throws. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SpanFacts, Tracing } from '../observability/tracing.ts';
import type { ClientFacts, MessageSink, SessionHost } from '../smtp/server/session-host.ts';
import { tracedHost } from './traced-host.ts';

const broken = new Error('it broke');
const fail = (): never => {
  throw broken;
};
const client: ClientFacts = {
  sessionId: '08DD000000000001',
  address: '192.0.2.1',
  listener: 'submission',
  endpoint: 'submission',
  clearTextAllowed: false,
  helo: '',
  tls: 'TLSv1.3',
  cipher: '',
};
const credentials = { mechanism: 'PLAIN', kind: 'password', login: 'a@x.example', password: 'x' } as const;
const brokenSink: MessageSink = { write: fail, end: async () => fail(), abort: fail };
const soundHost: SessionHost<string> = {
  connected: () => ({ kind: 'ok' }),
  scramCredential: async () => fail(),
  signIn: async () => ({ kind: 'allowed', identity: 'ann', limits: { recipients: 1, messageBytes: 1 } }),
  message: () => brokenSink,
  disconnected: () => undefined,
};

/** What began and how it ended. */
function recorder(): { readonly tracing: Tracing; readonly spans: { name: string; ends: [SpanFacts, boolean][] }[] } {
  const spans: { name: string; ends: [SpanFacts, boolean][] }[] = [];
  return {
    spans,
    tracing: {
      begin(name) {
        const span = { name, ends: [] as [SpanFacts, boolean][] };
        spans.push(span);
        return {
          traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
          within: (work) => work(),
          end: (facts = {}, failed = false) => void span.ends.push([facts, failed]),
        };
      },
      current: () => null,
      close: async () => undefined,
    },
  };
}

function hostWith(changed: Partial<SessionHost<string>>) {
  const { tracing, spans } = recorder();
  return { host: tracedHost({ ...soundHost, ...changed }, tracing), spans };
}

test('a sign-in that throws ends its span as failed, and the error goes on', async () => {
  const { host, spans } = hostWith({ signIn: async () => fail() });
  host.connected(client);
  await assert.rejects(host.signIn(credentials, client), broken);
  host.disconnected(client, null);
  assert.deepEqual(spans, [
    { name: 'smtp session', ends: [[{}, false]] },
    { name: 'sign-in', ends: [[{}, true]] },
  ]);
});

test('a sign-in that ends says how', async () => {
  const { host, spans } = hostWith({});
  await host.signIn(credentials, client);
  assert.deepEqual(spans, [{ name: 'sign-in', ends: [[{ 'postern.outcome': 'allowed' }, false]] }]);
});

test('an admission, a message and a farewell that throw end their spans', async () => {
  const { host, spans } = hostWith({ connected: fail, message: fail });
  assert.throws(() => host.connected(client), broken);
  assert.throws(() => host.message({ reversePath: '', recipients: [] } as never, 'ann', client), broken);
  const { host: other, spans: more } = hostWith({ disconnected: fail });
  other.connected(client);
  await assert.rejects(other.message({ recipients: [] } as never, 'ann', client).end(), broken);
  assert.throws(() => other.message({ recipients: [] } as never, 'ann', client).abort(), broken);
  assert.throws(() => other.disconnected(client, null), broken);
  assert.deepEqual(
    [...spans, ...more].map(({ name, ends }) => `${name} ${ends.length}`),
    ['smtp session 1', 'message 1', 'smtp session 1', 'message 1', 'message 1'],
  );
});
