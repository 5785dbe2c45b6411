/** `/centre`: the files of the admin centre, the way to sign in to it, and the way out. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { sendMessage } from '../pages/message-page.ts';
import { beginOwn } from '../sign-in/begin-own.ts';
import type { PageParts } from '../sign-in/page-parts.ts';
import { isFromOurPages } from '../sign-in/session-caller.ts';
import type { SignOut } from '../sign-in/sign-out.ts';
import { centreHeaders, newNonce, withNonce } from './centre-page.ts';

/** Where it hangs. */
export const centrePath = '/centre/';

/** What `npm run build:web` makes. */
const built = join(import.meta.dirname, '../../../web/dist');

export function centreDoor(server: FastifyInstance, parts: PageParts, signOut: SignOut, files = built): void {
  const index = join(files, 'index.html');
  const page = existsSync(index) ? readFileSync(index, 'utf8') : null;
  server.get('/', (_request, reply) => reply.redirect(centrePath, 302));
  server.get('/centre', (_request, reply) => reply.redirect(centrePath, 301));
  server.get<{ Querystring: { to?: unknown } }>('/centre/sign-in', (request, reply) => {
    const begun = beginOwn(request, reply, parts, placeInCentre(request.query.to));
    return begun === null ? reply : reply.redirect(`/sign-in/${begun.uid}`, 303);
  });
  server.post('/centre/sign-out', async (request, reply) => {
    if (!isFromOurPages(request)) return sendMessage(reply, 400, 'over');
    await signOut(request, reply);
    return reply.code(204).send();
  });
  // Every other address is one of the program's own.
  server.get(`${centrePath}*`, (_request, reply) => sendCentre(reply, page));
  if (page !== null)
    server.register(fastifyStatic, {
      root: join(files, 'assets'),
      prefix: `${centrePath}assets/`,
      decorateReply: false,
      preCompressed: true,
      index: false,
      // Their names change with their content.
      immutable: true,
      maxAge: '365d',
      setHeaders: (reply) => void reply.header('x-content-type-options', 'nosniff'),
    });
}

/** An address inside the centre; whatever else is asked for is its first page. */
function placeInCentre(to: unknown): string {
  const isOurs = typeof to === 'string' && to.length <= 500 && /^\/centre\/[\w\-./~%@?&=:+]*$/.test(to);
  return isOurs ? to : centrePath;
}

function sendCentre(reply: FastifyReply, page: string | null): FastifyReply {
  if (page === null) return sendMessage(reply, 503, 'centre.not-built');
  const nonce = newNonce();
  return reply.headers(centreHeaders(nonce)).send(withNonce(page, nonce));
}
