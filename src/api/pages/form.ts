/** Forms of pages: how they are read, and the token that shows that our own page sent one. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { keyFor } from '../../lib/seal.ts';
import { type Html, html } from './html.ts';

export type Form = ReadonlyMap<string, string>;

/** The answer of an authenticator is the longest of what is sent. */
export const formBytes = 64 * 1024;

export function readForms(server: FastifyInstance): void {
  server.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formBytes },
    (_request, body, parsed) => parsed(null, new Map(new URLSearchParams(body))),
  );
}

/** Empty where another kind of body was sent. */
export function formOf(request: FastifyRequest): Form {
  return request.body instanceof Map ? (request.body as Form) : new Map();
}

export interface CsrfTokens {
  /** A hidden field for the forms of one sign-in or session. */
  field(of: string): Html;
  isRight(of: string, form: Form): boolean;
}

export function createCsrfTokens(serviceSecret: Buffer): CsrfTokens {
  const key = keyFor('forms of pages', serviceSecret);
  const tokenOf = (of: string): string => createHmac('sha256', key).update(of).digest('base64url');
  return {
    field: (of) => html`<input type="hidden" name="csrf" value="${tokenOf(of)}">`,
    isRight(of, form) {
      const [sent, expected] = [Buffer.from(form.get('csrf') ?? ''), Buffer.from(tokenOf(of))];
      return sent.length === expected.length && timingSafeEqual(sent, expected);
    },
  };
}
