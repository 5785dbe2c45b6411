/** The HTTP server: health for everybody, the doors of administration for those who prove who they are. */

import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import type { Tracing } from '../observability/tracing.ts';
import type { CertificatePair } from '../smtp/server/tls/reloadable-certificate.ts';
import { adminDoor, adminPrefix } from './admin/admin-door.ts';
import { authorityDoor } from './authority/authority-door.ts';
import type { AuthorityParts } from './authority/authority-parts.ts';
import { authoritySessions } from './authority/browser-sessions.ts';
import { centreDoor } from './centre/centre-door.ts';
import { doorOf } from './door-of.ts';
import { exchangeDoor } from './exchange/exchange-door.ts';
import { graphDoor } from './graph/graph-door.ts';
import { uploadDoor } from './graph/upload-door.ts';
import { type ProbeParts, probes } from './probes.ts';
import { handleError, refusedStatus } from './problem.ts';
import { refuseUnparsed } from './refuse-unparsed.ts';
import { refuseUnrouted } from './refuse-unrouted.ts';
import type { Services } from './services.ts';
import { pageDoor } from './sign-in/page-door.ts';
import type { PageParts } from './sign-in/page-parts.ts';
import { sessionCallerOf } from './sign-in/session-caller.ts';
import { signOutOf } from './sign-in/sign-out.ts';
import { catchStrayRequests } from './stray-requests.ts';
import { traceRequests } from './trace-requests.ts';

export interface HttpServerOptions {
  readonly services: Services;
  readonly authority: AuthorityParts;
  /** Null: it speaks HTTP; else HTTPS with this certificate. */
  readonly certificate: CertificatePair | null;
  readonly limits: { readonly connections: number; readonly trustedProxies: readonly string[] };
  readonly pages: PageParts;
  readonly token: string;
  readonly probe: ProbeParts;
  /** Null: nothing is traced. */
  readonly tracing: Tracing | null;
  /** Told of what the caller of a request is not. */
  readonly fault: (error: unknown) => void;
}

/** The largest body where a door does not say otherwise, and the time in which a request must have come. */
export const bodyBytes = 1024 * 1024;
export const requestTimeoutMs = 30_000;

/** A server that does not listen yet. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const { services, authority, pages, token, probe, tracing, fault } = options;
  const server = bareServer(options);
  server.setErrorHandler((error, request, reply) => handleError(error, request, reply, fault));
  // Who still sends a body that is too large hears so, instead of a broken connection: the rest is read, for a while, and dropped.
  server.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode === 413) reply.removeHeader('connection');
  });
  const lastRouteIsThere = catchStrayRequests(server, services.clock);
  if (tracing !== null) traceRequests(server, tracing);
  server.addHook('onResponse', (request, reply, done) => {
    probe.metrics.requestTook(doorOf(request.routeOptions.url), reply.raw.statusCode, reply.elapsedTime / 1000);
    done();
  });
  probes(server, probe);
  const signOut = signOutOf([pages.sessions, authoritySessions(authority)]);
  pageDoor(server, pages, [authorityDoor(server, authority, signOut)], signOut);
  centreDoor(server, pages, signOut);
  server.register((exchange, _options, done) => {
    exchangeDoor(exchange, services, fault);
    done();
  });
  server.register((upload, _options, done) => {
    uploadDoor(upload, services, fault);
    done();
  });
  server.register((graph, _options, done) => {
    graphDoor(graph, services, fault);
    done();
  });
  server.register(
    (admin, _options, done) => {
      adminDoor(admin, services, token, sessionCallerOf(pages));
      done();
    },
    { prefix: adminPrefix },
  );
  lastRouteIsThere();
  return server;
}

function bareServer({
  services,
  certificate,
  limits: { connections, trustedProxies },
}: HttpServerOptions): FastifyInstance {
  const server = fastify({
    bodyLimit: bodyBytes,
    requestTimeout: requestTimeoutMs,
    clientErrorHandler: refuseUnparsed,
    forceCloseConnections: true,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    frameworkErrors: (error, request, reply) =>
      void refuseUnrouted(
        request,
        reply,
        { status: refusedStatus(error) ?? 400, detail: error.message },
        services.clock,
      ),
    routerOptions: { maxParamLength: 400 },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    ...(certificate && { https: { ...certificate, minVersion: 'TLSv1.2' } }),
  }) as FastifyInstance;
  server.server.maxConnections = connections;
  return server;
}
