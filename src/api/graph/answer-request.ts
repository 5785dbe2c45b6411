/** Answers one request to Graph, alone or in a batch: finds its route, and puts what comes of it into Graph's shape. */
import { Readable } from 'node:stream';
import type { BearerActor } from '../../directory/actor.ts';
import { newGuid } from '../../lib/id.ts';
import type { Services } from '../services.ts';
import { segmentsOf, withoutMe } from './graph-address.ts';
import type { GraphAnswer, GraphCall, GraphVersion } from './graph-call.ts';
import { errorBody, graphFaultOf } from './graph-error.ts';
import { BadRequest, GraphFault, serviceFailed } from './graph-fault.ts';
import { createMatchRoute, type RouteMatch } from './match-route.ts';
import { entityOptions, parseQuery } from './odata/query.ts';
import { routes } from './routes.ts';

export interface GraphRequest {
  readonly version: GraphVersion;
  readonly method: string;
  /** Path and query after the version, as they came. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

/** Who asks; the same for every request of a batch. */
export interface Asker {
  readonly actor: BearerActor;
  /** The application that the token was given to. */
  readonly appId: string;
  /** The client's address. */
  readonly address: string;
  readonly correlationId: string;
}

export interface GraphResponse extends GraphAnswer {
  readonly headers: Readonly<Record<string, string>>;
}

/** Never rejects: a fault of ours is told to `fault`, and answered as one. */
export type AnswerRequest = (request: GraphRequest, asker: Asker) => Promise<GraphResponse>;

const matchRoute = createMatchRoute(routes);

export function createAnswerRequest(services: Services, fault: (error: unknown) => void): AnswerRequest {
  return async (request, asker) => {
    const requestId = newGuid();
    try {
      refuseTooMany(asker, services);
      const answer = await carryOut(request, asker, requestId, services);
      return { ...answer, headers: { ...headersOf(asker, answer.body, requestId), ...answer.headers } };
    } catch (error) {
      const known = graphFaultOf(error);
      if (known === null) fault(error);
      return faultAnswer(known ?? serviceFailed(), asker.correlationId, services.clock(), requestId);
    }
  };
}

function refuseTooMany({ actor, appId }: Asker, { requestLimiter }: Services): void {
  const wait = requestLimiter.take(actor.tenantId, appId);
  if (wait === null) return;
  throw new GraphFault(429, 'TooManyRequests', 'Too many requests.', { 'retry-after': String(wait) });
}

/** Ids that a client tells its administrator. */
function idsOf({ correlationId }: Pick<Asker, 'correlationId'>, requestId: string): Record<string, string> {
  return { 'request-id': requestId, 'client-request-id': correlationId };
}

const json = 'application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8';

/** Those that every good answer has. */
export function headersOf(asker: Asker, body: GraphAnswer['body'], requestId: string): Record<string, string> {
  const isJson = body !== undefined && !Buffer.isBuffer(body) && !(body instanceof Readable);
  return { ...(isJson && { 'content-type': json, 'odata-version': '4.0' }), ...idsOf(asker, requestId) };
}

/** `at` in milliseconds since 1970. */
export function faultAnswer(
  fault: GraphFault,
  correlationId: string,
  at: number,
  requestId: string = newGuid(),
): GraphResponse {
  return {
    status: fault.status,
    headers: { 'content-type': 'application/json', ...fault.headers, ...idsOf({ correlationId }, requestId) },
    body: errorBody(fault, requestId, correlationId, at),
  };
}

function carryOut(request: GraphRequest, asker: Asker, requestId: string, services: Services): Promise<GraphAnswer> {
  const { version, method, target, headers, body } = request;
  const { actor, address, correlationId } = asker;
  const [path, query] = splitOnce(target, '?');
  const segments = withoutMe(segmentsOf(path), actor.kind === 'user' ? actor.id : null);
  const { route, parameters } = foundOf(matchRoute(version, method, segments));
  const options = route.options ?? (method === 'GET' ? entityOptions : []);
  const call: GraphCall = {
    caller: { actor, door: 'graph', address, correlationId },
    tenantId: actor.tenantId,
    requestId,
    version,
    base: `${services.publicUrl()}/${version}`,
    parameters,
    query: parseQuery(query, options),
    headers,
    body,
  };
  return route.handler(call, services);
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function foundOf(match: RouteMatch): Extract<RouteMatch, { kind: 'found' }> {
  switch (match.kind) {
    case 'found':
      return match;
    case 'unknown-segment':
      throw new BadRequest(`Resource not found for the segment '${match.segment.slice(0, 200)}'.`, 'BadRequest');
    case 'method-not-allowed': {
      const allow = match.allowed.join(', ');
      throw new GraphFault(405, 'MethodNotAllowed', `This resource takes ${allow} only.`, { allow });
    }
  }
}
