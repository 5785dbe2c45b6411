/** What the admin API says of one of its routes: the one place from which the server, its description and clients take it. */
import { type Static, type TObject, type TProperties, type TSchema, type TUndefined, type TVoid, Type } from 'typebox';

export interface RouteContract<
  Params extends TObject = TObject,
  Query extends TObject = TObject,
  Body extends TSchema = TSchema,
  Answer extends TSchema = TSchema,
  At extends string = string,
> {
  /** Method and path, as in `PUT /users/{user}/password`. */
  readonly at: At;
  /** Unique; the name of the operation in clients that are made from the description. */
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/admin/v1`, with `{name}` for each of `params`. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  /** Null: it takes none. */
  readonly body: Body | null;
  /** Null: it answers none, or octets. */
  readonly answer: Answer | null;
  /** The media type of octets; null: it answers JSON, or nothing. */
  readonly octets: string | null;
  readonly status: 200 | 201 | 204;
}

type Nothing = TObject<TProperties & Record<never, TSchema>>;

interface Definition<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema> {
  readonly operationId: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer?: A;
  readonly octets?: string;
  readonly created?: boolean;
}

/** `PUT /users/{user}/password`, and what there is to say of it. */
export function route<
  P extends TObject = Nothing,
  Q extends TObject = Nothing,
  B extends TSchema = TUndefined,
  A extends TSchema = TVoid,
  const At extends `${RouteContract['method']} /${string}` = `${RouteContract['method']} /${string}`,
>(at: At, definition: Definition<P, Q, B, A>): RouteContract<P, Q, B, A, At> {
  const { operationId, summary, params, query, body, answer, octets = null, created = false } = definition;
  const [method, path] = at.split(' ') as [RouteContract['method'], RouteContract['path']];
  const nothing = Type.Object({}, { additionalProperties: false });
  const answers = answer !== undefined || octets !== null;
  return {
    at,
    operationId,
    method,
    path,
    summary,
    params: params ?? (nothing as TObject as P),
    query: query ?? (nothing as TObject as Q),
    body: body ?? null,
    answer: answer ?? null,
    octets,
    status: answers ? (created ? 201 : 200) : 204,
  };
}

/** A value as a handler may answer it: nothing in it is changed any more. */
export type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

export type Answer<C> = C extends RouteContract<TObject, TObject, TSchema, infer A> ? Frozen<Static<A>> : never;
