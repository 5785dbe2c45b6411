/** Asks the admin API, as the person who is signed in. */
import { isPresent } from '../session/presence.ts';
import type { AnswerOf, At, Input } from './routes.ts';

const prefix = '/admin/v1';

/** What the API said instead (RFC 9457); status 0: it could not be reached. */
export class Fault extends Error {
  readonly status: number;
  /** For programs; empty: it said none. */
  readonly code: string;
  /** Roles or permissions, one of which is needed. */
  readonly anyOf: readonly string[];
  constructor(status: number, detail: string, code = '', anyOf: readonly string[] = []) {
    super(detail);
    this.name = 'Fault';
    this.status = status;
    this.code = code;
    this.anyOf = anyOf;
  }
}

/** @throws {Fault} where the answer is another than the contract's */
export async function ask<Name extends At>(
  at: Name,
  { params, query, body, correlationId }: Input<Name>,
  signal?: AbortSignal,
): Promise<AnswerOf<Name>> {
  const [method = '', path = ''] = at.split(' ');
  const response = await fetch(`${addressOf(path, params ?? {})}${queryOf(query ?? {})}`, {
    method,
    headers: {
      'postern-presence': isPresent() ? 'person' : 'page',
      ...(correlationId === undefined ? {} : { 'client-request-id': correlationId }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new Fault(0, '');
  });
  if (!response.ok) throw await faultOf(response);
  return (response.status === 204 ? undefined : await response.json()) as AnswerOf<Name>;
}

/** Where something of the API is that a browser opens by itself: a download, a frame, a stream of events. */
export function addressOf(path: string, params: Readonly<Record<string, unknown>> = {}): string {
  return prefix + path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(String(params[name])));
}

/** `?a=1&b=2`; what is undefined is left out. */
export function queryOf(query: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

async function faultOf(response: Response): Promise<Fault> {
  const said: unknown = await response.json().catch(() => null);
  const { detail, code, anyOf } = (typeof said === 'object' && said !== null ? said : {}) as Record<string, unknown>;
  return new Fault(
    response.status,
    typeof detail === 'string' ? detail : response.statusText,
    typeof code === 'string' ? code : '',
    Array.isArray(anyOf) ? anyOf.map(String) : [],
  );
}
