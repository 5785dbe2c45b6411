/** The ways of mail with a span for each step. Without tracing nothing is wrapped, and nothing costs anything. */
import type { Connector } from '../delivery/deliver.ts';
import type { Span, SpanFacts, Tracing } from '../observability/tracing.ts';
import type { BodyWriter, MessageSpool } from '../queue/message-spool.ts';
import type { ClientFacts, MessageSink, SessionHost } from '../smtp/server/session-host.ts';
import type { Store } from '../store/open-store.ts';

/** Session, sign-in and message. A session that the host does not admit has a span of no length. */
export function tracedHost<Identity>(host: SessionHost<Identity>, tracing: Tracing | null): SessionHost<Identity> {
  if (tracing === null) return host;
  const sessions = new Map<string, Span>();
  const begin = (name: 'sign-in' | 'message', { sessionId }: ClientFacts, facts: SpanFacts) =>
    tracing.begin(name, facts, sessions.get(sessionId)?.traceparent ?? null);
  return {
    connected(client) {
      const { sessionId, listener } = client;
      const span = tracing.begin('smtp session', { 'postern.session': sessionId, 'postern.listener': listener }, null);
      const answer = orEnded(span, () => host.connected(client));
      if (answer.kind === 'ok') sessions.set(sessionId, span);
      else span.end({ 'postern.reply': answer.reply });
      return answer;
    },
    scramCredential: (login) => host.scramCredential(login),
    async signIn(credentials, client) {
      const span = begin('sign-in', client, { 'postern.tls': client.tls, 'postern.mechanism': credentials.mechanism });
      let facts: SpanFacts = {};
      let failed = true;
      try {
        const answer = await span.within(() => host.signIn(credentials, client));
        failed = false;
        const refused = answer.kind === 'refused' ? { 'postern.reply': answer.reply } : {};
        facts = { 'postern.outcome': answer.kind, ...refused };
        return answer;
      } finally {
        span.end(facts, failed);
      }
    },
    message(envelope, identity, client) {
      const span = begin('message', client, { 'postern.recipients': envelope.recipients.length });
      return tracedSink(
        orEnded(span, () => host.message(envelope, identity, client)),
        span,
      );
    },
    disconnected(client, identity) {
      try {
        host.disconnected(client, identity);
      } finally {
        sessions.get(client.sessionId)?.end();
        sessions.delete(client.sessionId);
      }
    },
  };
}

/** Where `work` throws, the span ends with it. */
function orEnded<T>(span: Span, work: () => T): T {
  try {
    return work();
  } catch (error) {
    span.end({}, true);
    throw error;
  }
}

function tracedSink(sink: MessageSink, span: Span): MessageSink {
  return {
    write: (chunk) => sink.write(chunk),
    async end() {
      let facts: SpanFacts = {};
      let failed = true;
      try {
        const result = await span.within(() => sink.end());
        failed = false;
        const accepted = result.kind === 'accepted';
        facts = {
          'postern.outcome': result.kind,
          ...(accepted ? { 'postern.message': result.messageId } : { 'postern.reply': result.reply }),
        };
        return result;
      } finally {
        span.end(facts, failed);
      }
    },
    abort() {
      try {
        sink.abort();
      } finally {
        span.end({ 'postern.outcome': 'aborted' });
      }
    },
  };
}

/** A store that keeps the trace context with each message, so that a delivery of later belongs to it. */
export function tracedStore(store: Store, tracing: Tracing | null): Store {
  if (tracing === null) return store;
  const { spool } = store;
  const traced: MessageSpool = { read: (id) => spool.read(id), open: () => tracedBody(spool.open(), tracing) };
  return { ...store, spool: traced };
}

function tracedBody(body: BodyWriter, tracing: Tracing): BodyWriter {
  return {
    get sizeBytes() {
      return body.sizeBytes;
    },
    write: (chunk) => body.write(chunk),
    abort: () => body.abort(),
    async commit(message, prefix) {
      // A bounce is made in the turn of whichever message woke the queue.
      const parent = message.trace ?? (message.bounceOf === null ? tracing.current() : null);
      const span = tracing.begin('spool commit', { 'postern.octets': prefix.length + body.sizeBytes }, parent);
      let failed = true;
      try {
        await body.commit({ ...message, trace: parent ?? span.traceparent }, prefix);
        failed = false;
      } finally {
        span.end({}, failed);
      }
    },
  };
}

export function tracedConnector(connector: Connector, tracing: Tracing | null): Connector {
  if (tracing === null) return connector;
  return {
    ...connector,
    async deliver(lease) {
      const { message, recipients } = lease;
      const attempt = 1 + Math.max(0, ...recipients.map(({ attempts }) => attempts));
      const facts = {
        'postern.message': message.id,
        'postern.connector': connector.name,
        'postern.attempt': attempt,
        'postern.recipients': recipients.length,
      };
      const span = tracing.begin('delivery', facts, message.trace ?? null);
      let counts: SpanFacts = {};
      let failed = true;
      try {
        const outcomes = await span.within(() => connector.deliver(lease));
        failed = outcomes.some(({ kind }) => kind !== 'delivered');
        const kinds = Object.entries(Object.groupBy(outcomes, ({ kind }) => kind));
        counts = Object.fromEntries(kinds.map(([kind, of]) => [`postern.${kind}`, of.length]));
        return outcomes;
      } finally {
        span.end(counts, failed);
      }
    },
  };
}
