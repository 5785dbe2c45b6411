/** Puts a request before the authority's library under the address that it knows itself by. */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

export interface Forwarded {
  /** The path as the library has it, without the tenant. */
  readonly path: string;
  /** Where the tenant's paths begin: `/{tenant}`. */
  readonly mountedAt: string;
  /** The issuer, which says how clients reach us, whatever proxy stands between. */
  readonly issuer: string;
  /** The form as it is to be read; left out: there is none. */
  readonly form?: Readonly<Record<string, string>>;
}

export function forwardRequest(
  request: IncomingMessage,
  { path, mountedAt, issuer, form }: Forwarded,
): IncomingMessage {
  const { host, protocol } = new URL(issuer);
  const body = Buffer.from(form === undefined ? '' : new URLSearchParams(form).toString());
  const headers: IncomingMessage['headers'] = {
    ...request.headers,
    host,
    'x-forwarded-proto': protocol.slice(0, -1),
    'content-length': String(body.length),
  };
  // The body was read to be looked at; the library reads what we made of it.
  const { method, socket, httpVersion } = request;
  const stream = Readable.from(form === undefined ? [] : [body], { objectMode: false });
  return Object.assign(stream, {
    method,
    socket,
    httpVersion,
    headers,
    url: path,
    originalUrl: `${mountedAt}${path}`,
    form,
  }) as unknown as IncomingMessage;
}

/** The form of a request that was forwarded. */
export function formOf(request: IncomingMessage): Readonly<Record<string, string>> {
  return (request as { form?: Readonly<Record<string, string>> }).form ?? {};
}
