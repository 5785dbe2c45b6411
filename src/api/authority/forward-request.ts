/** Puts a request before the authority's library under the address that it knows itself by. */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/** A request at an endpoint that clients ask, as the door understood it. */
export interface Asked {
  readonly appId: string;
  readonly tenantId: string;
  /** As the client sent it, without its credentials. */
  readonly form: Readonly<Record<string, string>>;
  readonly correlationId: string;
  /** Called once at the end, and awaited before the answer; `errorCode` 0: tokens were given. */
  ended(errorCode: number, person: AskingPerson | null): Promise<void>;
}

/** On whose behalf tokens are asked for. */
export interface AskingPerson {
  readonly userId: string;
  /** How they signed in (RFC 8176). */
  readonly amr: readonly string[];
}

export interface Forwarded {
  /** The path as the library has it, without the directory's name, with its query. */
  readonly path: string;
  /** Where the directory's paths begin: `/{tenant}`. */
  readonly mountedAt: string;
  /** How clients reach us, whatever proxy stands between. */
  readonly baseUrl: string;
  /** The form as it is to be read; left out: there is none. */
  readonly form?: Readonly<Record<string, string>>;
  readonly asked?: Asked;
}

const askedOf = new WeakMap<object, Asked>();

/** Null: it is a person's browser that asks. */
export function askedWith(request: object): Asked | null {
  return askedOf.get(request) ?? null;
}

export function forwardRequest(
  request: IncomingMessage,
  { path, mountedAt, baseUrl, form, asked }: Forwarded,
): IncomingMessage {
  const { host, protocol } = new URL(baseUrl);
  const body = Buffer.from(form === undefined ? '' : new URLSearchParams(form).toString());
  const { authorization: _, ...sent } = request.headers;
  const headers: IncomingMessage['headers'] = {
    ...sent,
    host,
    'x-forwarded-proto': protocol.slice(0, -1),
    'content-length': String(body.length),
    ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    // An endpoint of clients answers them in JSON, whatever they say they like.
    ...(asked !== undefined && { accept: 'application/json' }),
  };
  // The body was read to be looked at; the library reads what we made of it.
  const { method, socket, httpVersion } = request;
  const stream = Readable.from(form === undefined ? [] : [body], { objectMode: false });
  const forwarded = Object.assign(stream, {
    method,
    socket,
    httpVersion,
    headers,
    url: path,
    originalUrl: `${mountedAt}${path}`,
  }) as unknown as IncomingMessage;
  if (asked !== undefined) askedOf.set(forwarded, asked);
  return forwarded;
}
