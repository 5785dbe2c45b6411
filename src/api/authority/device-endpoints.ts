/** Where a person signs in for a device: its code is typed at one address, and confirmed in the directory that it is of. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf, isReachedUnderTls } from '../pages/cookies.ts';
import type { ReadForm } from '../pages/form.ts';
import { sendPage } from '../pages/page.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { type BrowserEndpointParts, type BrowserRequest, queryOf, refusePage } from './browser-endpoints.ts';
import { sessionCookie } from './browser-sessions.ts';
import { deviceLoginAddress } from './device-login-address.ts';
import { type CodeProblem, enterCodePage, tooManyCodesPage } from './device-views.ts';
import { directoryHolding, directoryNamed } from './directory-of.ts';
import { enteredField, isEnteredForm, isProvenEntry, proofOfEntry } from './entered-code.ts';
import { refuseTooMany } from './refuse-too-many.ts';

/** `/devicelogin`: the code tells which directory it is of. */
export async function deviceLoginEndpoint(
  request: FastifyRequest<{ Body: ReadForm | undefined }>,
  reply: FastifyReply,
  { authority }: BrowserEndpointParts,
): Promise<FastifyReply> {
  const query = queryOf(request, reply);
  if (query === null) return reply;
  const { user_code: code } = query;
  if (code === undefined) return askForCode(request, reply, null, authority);
  const isTyped = request.method === 'POST';
  if (isTyped && !isEnteredForm(request, { fields: query, twice: null }, authority))
    return askForCode(request, reply, 'again', authority, code);
  if (!(await mayTry(request.ip, code, authority))) return sendPage(reply, tooManyCodesPage());
  const directoryName = await directoryHolding('DeviceCode', 'userCode', normalized(code), authority);
  if (directoryName === null) return askForCode(request, reply, 'unknown', authority, code);
  const target = new URL(`${authority.baseUrl()}/${directoryName}/oauth2/v2.0/deviceauth`);
  target.searchParams.set('user_code', shownCode(code));
  if (isTyped) target.searchParams.set('entered', proofOfEntry(request, normalized(code), authority));
  return reply.redirect(target.href, 303);
}

function askForCode(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: CodeProblem | null,
  authority: AuthorityParts,
  code = '',
): FastifyReply {
  const token = enteredField(request, reply, authority);
  const form = { action: deviceLoginAddress(authority.baseUrl()), token, code: shownCode(code), organization: null };
  return sendPage(reply, enterCodePage(form, problem));
}

/** The page of a directory where a device's code is confirmed, and the steps after it. */
export async function deviceEndpoint(
  request: BrowserRequest,
  reply: FastifyReply,
  { authority, hand }: BrowserEndpointParts,
): Promise<FastifyReply> {
  const directoryName = await directoryNamed(request.params.tenant, authority);
  if (directoryName === null) return refusePage(reply, 'tenantNotFound', request.params.tenant);
  const query = queryOf(request, reply);
  if (query === null) return reply;
  const { user_code: code, entered = '', code: _, go_on: __, ...rest } = query;
  if (code !== undefined && !(await mayTry(request.ip, code, authority))) return sendPage(reply, tooManyCodesPage());
  if (request.method === 'POST') {
    // Our own page began a session; who comes without one begins at it.
    const isOurs = cookieOf(request, sessionCookie(directoryName), isReachedUnderTls(authority.baseUrl())) !== null;
    if (!isOurs) return askForCode(request, reply, 'again', authority, code);
    return hand(request, reply, directoryName, '/oauth2/v2.0/deviceauth', { form: query });
  }
  const wait = authority.guards.begin(request.ip);
  if (wait !== null) return refuseTooMany(request, reply, wait, authority.clock);
  const { uid } = request.params;
  const path = uid === undefined ? '/oauth2/v2.0/deviceauth' : `/oauth2/v2.0/deviceauth/${encodeURIComponent(uid)}`;
  // A link must not sign anybody in: the code of an address is shown, and sent by the person, unless they typed it just now.
  const isTyped = code !== undefined && isProvenEntry(request, normalized(code), entered, authority);
  const shown = { ...rest, ...(code !== undefined && { code: shownCode(code) }), ...(isTyped && { go_on: '1' }) };
  return hand(request, reply, directoryName, `${path}?${new URLSearchParams(shown).toString()}`, {});
}

async function mayTry(address: string, code: string, parts: AuthorityParts): Promise<boolean> {
  const { userCodeTries: tries } = parts.guards;
  if (!tries.may(address, parts.clock())) return false;
  if ((await directoryHolding('DeviceCode', 'userCode', normalized(code), parts)) === null)
    tries.wrong(address, parts.clock());
  return true;
}

/** As the library keeps it. */
function normalized(code: string): string {
  return code.replaceAll(/[^a-zA-Z0-9]/g, '').toUpperCase();
}

const longestShown = 20;

/** As devices show it, however it was typed. */
function shownCode(code: string): string {
  return normalized(code)
    .slice(0, longestShown)
    .replace(/^(.{4})(?=.)/, '$1-');
}
