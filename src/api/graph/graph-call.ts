/** One request to Graph as a handler sees it, and what a handler answers. */
import type { Readable } from 'node:stream';
import type { AdminRequest, BearerActor } from '../../directory/actor.ts';
import type { Services } from '../services.ts';
import type { ODataQuery, SystemQueryOption } from './odata/query.ts';

export type GraphVersion = 'v1.0' | 'beta';
export type GraphMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface GraphCall {
  readonly caller: AdminRequest & { readonly actor: BearerActor };
  /** The tenant of the token: Graph knows no other. */
  readonly tenantId: string;
  /** The answer's `request-id`. */
  readonly requestId: string;
  readonly version: GraphVersion;
  /** `https://…/v1.0` or `https://…/beta`. */
  readonly base: string;
  /** What stands in the braces of the route's path; `me` has become the id of the caller. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: ODataQuery;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON; octets where the content type is another; undefined: there is none. */
  readonly body: unknown;
}

export interface GraphAnswer {
  readonly status: number;
  /** An object goes out as JSON, octets as they are; a stream never through a batch. */
  readonly body?: object | Buffer | Readable;
  readonly headers?: Readonly<Record<string, string>>;
}

export type GraphHandler = (call: GraphCall, services: Services) => Promise<GraphAnswer>;

/** A line of the table of routes. */
export interface GraphRoute {
  readonly method: GraphMethod;
  /** In Graph's own spelling, parameters in braces: `/users/{id}/authentication/methods`. */
  readonly path: string;
  readonly versions: readonly GraphVersion[];
  readonly handler: GraphHandler;
  /** System query options that it knows; any other is refused. */
  readonly options?: readonly SystemQueryOption[];
}

export function ok(body: object): GraphAnswer {
  return { status: 200, body };
}

export function created(body: object): GraphAnswer {
  return { status: 201, body };
}

export const accepted: GraphAnswer = { status: 202 };
export const noContent: GraphAnswer = { status: 204 };
