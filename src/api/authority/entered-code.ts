/** That a person at this browser typed a device's code into `/devicelogin`: a link that holds a code cannot say so. */
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf, isReachedUnderTls, setCookie } from '../pages/cookies.ts';
import type { ReadForm } from '../pages/form.ts';
import type { Html } from '../pages/html.ts';
import type { AuthorityParts } from './authority-parts.ts';

type EnteredParts = Pick<AuthorityParts, 'csrf' | 'baseUrl'>;

const cookie = 'postern-device';

/** The hidden field of the form; it is of this browser. */
export function enteredField(request: FastifyRequest, reply: FastifyReply, { csrf, baseUrl }: EnteredParts): Html {
  const isSecure = isReachedUnderTls(baseUrl());
  const known = cookieOf(request, cookie, isSecure);
  const browser = known ?? randomBytes(24).toString('base64url');
  if (known === null) setCookie(reply, cookie, browser, { isSecure });
  return csrf.field(subject(browser));
}

export function isEnteredForm(request: FastifyRequest, form: ReadForm, { csrf, baseUrl }: EnteredParts): boolean {
  const browser = cookieOf(request, cookie, isReachedUnderTls(baseUrl()));
  return browser !== null && csrf.isRight(subject(browser), form);
}

/** Goes into the address of the next page, beside the code. */
export function proofOfEntry(request: FastifyRequest, code: string, { csrf, baseUrl }: EnteredParts): string {
  return csrf.token(subject(cookieOf(request, cookie, isReachedUnderTls(baseUrl())) ?? '', code));
}

export function isProvenEntry(request: FastifyRequest, code: string, proof: string, parts: EnteredParts): boolean {
  const browser = cookieOf(request, cookie, isReachedUnderTls(parts.baseUrl()));
  return browser !== null && parts.csrf.isToken(subject(browser, code), proof);
}

function subject(browser: string, code = ''): string {
  return `device ${browser} ${code}`;
}
