/** The answers to SMTP sessions with a span for session, sign-in and message. Without tracing nothing is wrapped, and nothing costs anything. */
import type { Span, SpanFacts, Tracing } from '../observability/tracing.ts';
import type { ClientFacts, MessageSink, SessionHost } from '../smtp/server/session-host.ts';

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
