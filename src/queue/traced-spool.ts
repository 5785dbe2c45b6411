/** A spool that keeps the trace context with each message, so that a delivery of later belongs to it. */
import type { Tracing } from '../observability/tracing.ts';
import type { BodyWriter, MessageSpool } from './message-spool.ts';

export function tracedSpool(spool: MessageSpool, tracing: Tracing | null): MessageSpool {
  if (tracing === null) return spool;
  return { read: (id) => spool.read(id), open: () => tracedBody(spool.open(), tracing) };
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
