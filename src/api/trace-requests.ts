/** A span for each HTTP request; one that comes with a trace context belongs to that. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Span, Tracing } from '../observability/tracing.ts';
import { doorOf } from './door-of.ts';

export function traceRequests(server: FastifyInstance, tracing: Tracing): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  const within = (request: FastifyRequest, done: () => void) => {
    const span = spans.get(request);
    if (span === undefined) done();
    else span.within(done);
  };
  server.addHook('onRequest', (request, _reply, done) => {
    const { method, headers, routeOptions } = request;
    const { traceparent } = headers;
    // The route, never the address: a person's name may stand in that.
    const facts = {
      'http.request.method': method,
      'http.route': routeOptions.url ?? '',
      'postern.door': doorOf(routeOptions.url),
    };
    spans.set(request, tracing.begin('http request', facts, typeof traceparent === 'string' ? traceparent : null));
    within(request, done);
  });
  // What a body was waited for in runs outside of the first hook.
  server.addHook('preValidation', (request, _reply, done) => within(request, done));
  server.addHook('onResponse', (request, reply, done) => {
    const { statusCode } = reply.raw;
    spans.get(request)?.end({ 'http.response.status_code': statusCode }, statusCode >= 500);
    done();
  });
}
