/** `/sign-in/{uid}`: the pages where a person signs in, whoever sent them there. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { sendMessage } from '../pages/message-page.ts';
import { text } from '../pages/text.ts';
import { busy } from './error-text.ts';
import type { Interactions } from './interactions.ts';
import { ownRequest } from './own-request.ts';
import type { PageParts } from './page-parts.ts';
import { type Registration, registerRoutes } from './register-routes.ts';
import { relyingPartyOf } from './relying-party.ts';
import { afterStep, showStep } from './show-step.ts';
import { type Visit, visitOf } from './visit.ts';

/** AADSTS65004: the person declined. */
const declined = 65_004;

export function signInDoor(server: FastifyInstance, all: readonly Interactions[], parts: PageParts): void {
  const { signIn, csrf } = parts;
  function on(method: 'GET' | 'POST', path: string, act: (visit: Visit) => Promise<FastifyReply>): void {
    const url = `/sign-in/:uid${path}`;
    server.route({
      method,
      url,
      async handler(request, reply) {
        const visit = await visitOf(request, reply, all, csrf);
        return visit === null ? reply : act(visit);
      },
    });
  }

  server.get('/sign-in/cancelled', (_request, reply) => sendMessage(reply, 200, 'cancelled'));
  on('GET', '', (visit) => showStep(visit, parts));
  on('POST', '/name', (visit) => showStep(visit, parts, { login: loginOf(visit) }));
  on('POST', '/password', async (visit) => {
    const login = loginOf(visit);
    const step = await signIn.password(visit.context, login, visit.form['password'] ?? '');
    return afterStep(visit, parts, step, { login });
  });
  on('POST', '/code', async (visit) =>
    afterStep(visit, parts, await signIn.code(visit.context, visit.form['code'] ?? ''), {}),
  );
  on('POST', '/passkey', async (visit) => {
    const party = relyingPartyOf(parts.baseUrl(), visit.request.headers.host);
    if (party === null) return showStep(visit, parts, { problem: busy });
    const step = await signIn.passkey(visit.context, party, visit.form['answer'] ?? '');
    return afterStep(visit, parts, step, {});
  });
  on('POST', '/continue', (visit) => showStep(visit, parts));
  on('POST', '/restart', (visit) => {
    signIn.forget(visit.context);
    return showStep(visit, parts, { login: '' });
  });
  on('POST', '/cancel', (visit) => {
    signIn.forget(visit.context);
    return visit.finish({ kind: 'refused', errorCode: declined, description: text('page.error.cancelled') });
  });
  on('POST', '/consent', (visit) => {
    if (visit.form['answer'] !== 'yes')
      return visit.finish({ kind: 'refused', errorCode: declined, description: text('page.error.declined') });
    return visit.finish({ kind: 'consented', forEverybody: visit.form['everybody'] === '1' });
  });
  registerRoutes(server, '/sign-in/:uid/register', parts, async (request, reply) => {
    const visit = await visitOf(request, reply, all, csrf);
    return visit === null ? null : registrationOf(visit, parts);
  });
}

/** Null: nothing is to be registered at this point, and what is to be done instead was answered. */
async function registrationOf(visit: Visit, parts: PageParts): Promise<Registration | null> {
  const { context, path, form, request } = visit;
  const person = await parts.signIn.person(context);
  if (person?.step.kind !== 'register') {
    await showStep(visit, parts);
    return null;
  }
  const { facts, step } = person;
  return {
    id: context.id,
    user: facts.user,
    organization: facts.tenant.displayName,
    form,
    path: `${path}/register`,
    lead: text(`page.register.because.${step.because}`),
    back: null,
    cancel: `${path}/cancel`,
    proceed: `${path}/continue`,
    request: ownRequest(request, facts.user),
    registered: (kind) => parts.signIn.registered(context, kind),
  };
}

function loginOf({ form }: Visit): string {
  return (form['login'] ?? '').trim();
}
