/** Forms: how they are read, and the token that shows that our own page sent one. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { keyFor } from '../../lib/seal.ts';
import type { Html } from './html.ts';
import { hidden } from './parts.ts';

export type Form = Readonly<Record<string, string>>;

/** A form, or a query, of which each field is there once (RFC 6749 §3.1, §3.2). */
export interface ReadForm {
  readonly fields: Form;
  /** A field that is there twice; null: none is. */
  readonly twice: string | null;
}

/** The answer of an authenticator is the longest of what is sent. */
export const formBytes = 64 * 1024;

/** An empty field counts as left out. */
export function readForm(text: string): ReadForm {
  const fields: Record<string, string> = {};
  let twice: string | null = null;
  for (const [name, value] of new URLSearchParams(text)) {
    if (Object.hasOwn(fields, name)) twice ??= name;
    else if (value !== '' && name !== '__proto__') fields[name] = value;
  }
  return { fields, twice };
}

/** Bodies of a server are forms and nothing else: JSON is none, whatever its fields are called. */
export function readForms(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formBytes },
    (_request, body, parsed) => parsed(null, readForm(String(body))),
  );
}

/** Of a server that reads forms; empty where nothing was sent. */
export function formOf({ body }: FastifyRequest): ReadForm {
  return (body as ReadForm | undefined | null) ?? { fields: {}, twice: null };
}

export interface CsrfTokens {
  /** A hidden field for the forms of one sign-in or session. */
  field(of: string): Html;
  /** No form of ours has a field twice. */
  isRight(of: string, form: ReadForm): boolean;
  /** The same for what cannot be a form. */
  token(of: string): string;
  isToken(of: string, text: string): boolean;
}

export function createCsrfTokens(serviceSecret: Buffer): CsrfTokens {
  const key = keyFor('forms of pages', serviceSecret);
  const tokenOf = (of: string): string => createHmac('sha256', key).update(of).digest('base64url');
  const isToken = (of: string, text: string): boolean => {
    const [sent, expected] = [Buffer.from(text), Buffer.from(tokenOf(of))];
    return sent.length === expected.length && timingSafeEqual(sent, expected);
  };
  return {
    field: (of) => hidden('csrf', tokenOf(of)),
    isRight: (of, { fields, twice }) => twice === null && isToken(of, fields['csrf'] ?? ''),
    token: tokenOf,
    isToken,
  };
}
