/** Microsoft Graph, the part that decides who may send: `v1.0` and `beta`. Its requests stand in routes.ts. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newGuid } from '../../lib/id.ts';
import { bearerCaller, type CallerFault } from '../bearer-caller.ts';
import { correlationIdOf } from '../correlation-id.ts';
import { refusedStatus } from '../problem.ts';
import type { Services } from '../services.ts';
import { type Asker, createAnswerRequest, faultAnswer, type GraphResponse, headersOf } from './answer-request.ts';
import { answerBatch } from './batch.ts';
import type { GraphVersion } from './graph-call.ts';
import { graphFaultOf } from './graph-error.ts';
import { BadRequest, GraphFault, serviceFailed } from './graph-fault.ts';
import { sendFault } from './send-fault.ts';

/** Octets of a request, as in Graph; what is larger goes through an upload session. */
export const maximumBody = 4 * 1024 * 1024;

const versions: readonly GraphVersion[] = ['v1.0', 'beta'];

const asker = Symbol('asker');

interface GraphHttpRequest extends FastifyRequest {
  [asker]?: Asker;
}

export function graphDoor(server: FastifyInstance, services: Services, fault: (error: unknown) => void): void {
  const answer = createAnswerRequest(services, fault);
  readBodies(server);
  server.setErrorHandler((error, request, reply) => {
    const status = refusedStatus(error);
    const known = status === null ? graphFaultOf(error) : unreadable(status);
    if (known === null) fault(error);
    return sendFault(request, reply, known ?? serviceFailed(), services.clock);
  });
  // Before the body is read: a stranger is not listened to.
  server.addHook('onRequest', async (request: GraphHttpRequest) => {
    const verdict = await bearerCaller(request.headers.authorization, 'graph', services.bearer);
    if (verdict.kind !== 'caller') throw unauthorized(verdict, services.publicUrl());
    const { actor, appId } = verdict;
    request[asker] = { actor, appId, address: request.ip, correlationId: correlationIdOf(request) };
  });
  for (const version of versions) {
    const handle = async (request: GraphHttpRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const who = askerOf(request);
      const { method, body } = request;
      const target = request.url.slice(version.length + 1);
      return send(reply, await answer({ version, method, target, headers: singleHeaders(request), body }, who));
    };
    server.post(`/${version}/$batch`, { bodyLimit: maximumBody }, async (request: GraphHttpRequest, reply) => {
      const who = askerOf(request);
      const shape = (why: GraphFault) => faultAnswer(why, who.correlationId, services.clock());
      const done = await answerBatch(request.body, version, who, answer, shape);
      return send(reply, { ...done, headers: headersOf(who, done.body, newGuid()) });
    });
    for (const url of [`/${version}`, `/${version}/*`]) server.all(url, { bodyLimit: maximumBody }, handle);
  }
}

function askerOf(request: GraphHttpRequest): Asker {
  const who = request[asker];
  if (who === undefined) throw new Error('a request of Graph came through without its caller');
  return who;
}

function send(reply: FastifyReply, { status, headers, body }: GraphResponse): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}

/** JSON where it says so, and octets of everything else; an empty body is none. */
function readBodies(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, undefined) : parseJson(request, String(body), done),
  );
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body.length === 0 ? undefined : body),
  );
}

function unreadable(status: number): GraphFault {
  if (status === 413)
    return new GraphFault(413, 'RequestEntityTooLarge', `The body of a request has at most ${maximumBody} octets.`);
  return new BadRequest('Unable to read JSON request payload.');
}

function singleHeaders(request: FastifyRequest): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

const faultTexts: Readonly<Record<CallerFault, string>> = {
  malformed: 'The token is malformed.',
  expired: 'Lifetime validation failed, the token is expired.',
  'untrusted-issuer': 'Access token validation failure. Invalid issuer or signature.',
  'wrong-audience': 'Access token validation failure. Invalid audience.',
  revoked: 'Access token validation failure. The tokens of this user from before were taken back; sign in again.',
  gone: 'Access token validation failure. Whoever it was issued to is no more, or may not sign in.',
};

function unauthorized(
  verdict: { readonly kind: 'no-token' } | { readonly kind: 'bad-token'; readonly fault: CallerFault },
  publicUrl: string,
): GraphFault {
  const message = verdict.kind === 'no-token' ? 'Access token is empty.' : faultTexts[verdict.fault];
  const realm = `Bearer realm="", authorization_uri="${publicUrl}/organizations/oauth2/v2.0/authorize"`;
  return new GraphFault(401, 'InvalidAuthenticationToken', message, {
    // RFC 6750 §3: what was wrong is said where a token was sent.
    'www-authenticate': verdict.kind === 'no-token' ? realm : `${realm}, error="invalid_token"`,
  });
}
