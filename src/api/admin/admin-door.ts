/** Our own API: whoever may administer comes in, each route as its contract has it. */
import type { FastifyInstance } from 'fastify';
import { Value } from 'typebox/value';
import type { OpenApiDocument } from '../../contract/open-api.ts';
import { type Authorize, authorizeWith } from '../authorize.ts';
import type { Services } from '../services.ts';
import type { SessionCaller } from '../sign-in/session-caller.ts';
import type { AdminRoute } from './admin-route.ts';
import { adminRoutes } from './admin-routes.ts';
import { describeAdminApi } from './describe-admin-api.ts';
import { inWords } from './request-in-words.ts';

/** Where it hangs. */
export const adminPrefix = '/admin/v1';

export function adminDoor(server: FastifyInstance, services: Services, token: string, session: SessionCaller): void {
  const routes = adminRoutes(services);
  let description: OpenApiDocument | null = null;
  // Whoever writes a client reads it before they have a token; it tells nothing of this service.
  server.get('/openapi.json', () => {
    description ??= describeAdminApi(routes, adminPrefix);
    return description;
  });
  server.register((held, _options, done) => {
    held.decorateRequest('caller');
    const authorize = authorizeWith(token, services.bearer, session);
    held.addHook('onRequest', async (request, reply) => {
      request.caller = await authorize(request, reply);
    });
    held.setErrorHandler((error, request) => {
      throw inWords(error, request);
    });
    for (const route of routes) addRoute(held, route, authorize);
    done();
  });
}

function addRoute(server: FastifyInstance, { contract, handle, headers = {} }: AdminRoute, authorize: Authorize): void {
  const { method, path, params, query, body, octets, status } = contract;
  server.route({
    method,
    url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    schema: { params, querystring: query, ...(body === null ? {} : { body }) },
    // A query is text; its numbers are read as such before they are held to the schema.
    preValidation: async (request) => {
      request.query = Value.Convert(query, request.query);
    },
    handler: async (request, reply) => {
      const { caller, params: at, query: asked, body: sent } = request;
      const input = { caller, callerAgain: () => authorize(request), params: at, query: asked, body: sent };
      const answer = await handle(input as never);
      if (octets !== null) reply.type(octets);
      return reply.code(status).headers(headers).send(answer);
    },
  });
}
