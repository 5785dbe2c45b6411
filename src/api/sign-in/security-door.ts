/** `/my/security`: a person's own second factors, seen, added and removed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../administration/refusal.ts';
import { sendMessage } from '../pages/message-page.ts';
import { sendPage } from '../pages/page.ts';
import { text } from '../pages/text.ts';
import { securityPath } from './own-interactions.ts';
import type { PageParts } from './page-parts.ts';
import { type Registration, registerRoutes, renewRecoveryCodes } from './register-routes.ts';
import type { SignOut } from './sign-out.ts';
import { type SignedInVisit, signedInVisit } from './signed-in-visit.ts';
import { recoveryCodesView } from './views/register-views.ts';
import { securityView } from './views/security-view.ts';

type Act = (visit: SignedInVisit, reply: FastifyReply, request: FastifyRequest) => Promise<FastifyReply>;

export function securityDoor(server: FastifyInstance, parts: PageParts, signOut: SignOut): void {
  const { administration, csrf } = parts;
  function on(method: 'GET' | 'POST', path: string, act: Act): void {
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const visit = await signedInVisit(request, reply, parts);
      return visit === null ? reply : act(visit, reply, request);
    };
    server.route({ method, url: `${securityPath}${path}`, handler });
  }

  // A form of ours leads back here as well.
  for (const method of ['GET', 'POST'] as const) on(method, '', (visit, reply) => show(visit, reply, parts));
  on('POST', '/remove', async (visit, reply) => {
    try {
      await administration.methods.remove(visit.own, visit.user, visit.form['method'] ?? '');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return show(visit, reply, parts, error.message);
    }
    return reply.redirect(securityPath, 303);
  });
  on('POST', '/recovery-codes', async ({ user, organization, own, sessionId }, reply) => {
    const codes = await renewRecoveryCodes({ user, request: own }, parts);
    const body = recoveryCodesView(codes, { path: securityPath, csrf: csrf.field(sessionId) });
    return sendPage(reply, { title: text('page.recovery.title'), organization, body });
  });
  on('POST', '/sign-out', async (_visit, reply, request) => {
    await signOut(request, reply);
    return sendMessage(reply, 200, 'signed-out', 'good');
  });
  registerRoutes(server, `${securityPath}/register`, parts, async (request, reply) => {
    const visit = await signedInVisit(request, reply, parts);
    return visit === null ? null : registrationOf(visit);
  });
}

async function show(
  { user, organization, own, sessionId }: SignedInVisit,
  reply: FastifyReply,
  { administration, csrf }: PageParts,
  problem: string | null = null,
): Promise<FastifyReply> {
  const methods = await administration.methods.list(own, user);
  const body = securityView({ path: securityPath, csrf: csrf.field(sessionId), user, methods, problem });
  return sendPage(reply, { title: text('page.security.title'), organization, body, wide: true });
}

function registrationOf({ sessionId, user, organization, form, own }: SignedInVisit): Registration {
  return {
    id: sessionId,
    user,
    organization,
    form,
    path: `${securityPath}/register`,
    lead: text('page.register.own-lead'),
    back: securityPath,
    cancel: null,
    proceed: securityPath,
    request: own,
    registered: () => undefined,
  };
}
