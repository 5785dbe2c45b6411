/** One route of the admin API: its contract, what it is held to, and what it does. */
import type { Readable } from 'node:stream';
import type { Static, TObject, TSchema } from 'typebox';
import type { Answer, RouteContract } from '../../contract/route-contract.ts';
import type { Access, Area } from '../../directory/access.ts';
import type { AdminRequest } from '../../directory/actor.ts';

/** A line of the table of access. */
export interface Need {
  readonly area: Area;
  readonly access: Access;
}

export interface Asked<P, Q, B> {
  readonly caller: AdminRequest;
  /** Who asks, found out anew: throws where they would not come in any more. */
  readonly callerAgain: () => Promise<AdminRequest>;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

type Handler = (asked: Asked<never, never, never>) => Promise<unknown>;

export interface AdminRoute {
  readonly contract: RouteContract;
  /** Which one of them it is depends on what is asked for. The use cases hold the request to it; a test holds them to this. */
  readonly needs: readonly Need[];
  readonly handle: Handler;
  /** Of its answer, beside the usual. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A route whose answer is as its contract has it. */
export function answering<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema>(
  contract: RouteContract<P, Q, B, A>,
  needs: Need | readonly Need[],
  handle: (asked: Asked<Static<P>, Static<Q>, Static<B>>) => Promise<Answer<RouteContract<P, Q, B, A>>>,
): AdminRoute {
  return { contract, needs: [needs].flat(), handle };
}

/** A route that answers octets. */
export function streaming<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema>(
  contract: RouteContract<P, Q, B, A>,
  needs: Need,
  handle: (asked: Asked<Static<P>, Static<Q>, Static<B>>) => Promise<Readable>,
  headers: NonNullable<AdminRoute['headers']> = {},
): AdminRoute {
  return { contract, needs: [needs], handle, headers };
}

export function read(area: Area): Need {
  return { area, access: 'read' };
}

export function write(area: Area): Need {
  return { area, access: 'write' };
}
