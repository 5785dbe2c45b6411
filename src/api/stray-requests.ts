/** Catches requests that no route takes, before anything of their body is read: what is at an address decides what is said of it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../lib/clock.ts';
import { refuseUnrouted } from './refuse-unrouted.ts';
import { nothingThere, unknownMethod, wrongMethod } from './unrouted.ts';

/** To be called before the first route is there. Answers what is to be called after the last one. */
export function catchStrayRequests(server: FastifyInstance, clock: Clock): () => void {
  const methodsOf = new Map<string, Set<string>>();
  server.addHook('onRoute', ({ method, url }) => {
    const methods = methodsOf.get(url) ?? new Set();
    methodsOf.set(url, methods);
    for (const each of [method].flat()) methods.add(each);
  });

  const refuse = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const isKnown = server.supportedMethods.includes(request.method);
    return refuseUnrouted(request, reply, isKnown ? nothingThere : unknownMethod(request.method), clock);
  };
  server.setNotFoundHandler(refuse);
  server.addHook('onRequest', async (request, reply) => (request.is404 ? refuse(request, reply) : undefined));

  return () => {
    server.register((rest, _options, done) => {
      for (const [url, methods] of methodsOf) takeOthers(rest, url, [...methods], clock);
      done();
    });
  };
}

/** Gives the methods that an address does not take to a route of their own, so that there is one reading of addresses. */
function takeOthers(server: FastifyInstance, url: string, allowed: readonly string[], clock: Clock): void {
  const others = server.supportedMethods.filter((method) => !allowed.includes(method));
  if (others.length === 0) return;
  server.route({
    method: others,
    url,
    onRequest: async (request, reply) => refuseUnrouted(request, reply, wrongMethod(allowed), clock),
    handler: () => {
      throw new Error('a request with a wrong method came through');
    },
  });
}
