/** Registering a second factor, in a sign-in that needs one or by a person who is signed in. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../administration/refusal.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import type { User } from '../../directory/nouns.ts';
import type { EnrolledMethod } from '../../sign-in/interactive/enrolment.ts';
import type { Form } from '../pages/form.ts';
import { type Html } from '../pages/html.ts';
import { sendPage } from '../pages/page.ts';
import { text } from '../pages/text.ts';
import type { PageParts } from './page-parts.ts';
import { relyingPartyOf } from './relying-party.ts';
import { authenticatorView, chooseMethodView, passkeyView, recoveryCodesView } from './views/register-views.ts';

/** Who registers, and where. */
export interface Registration {
  /** Of the sign-in or the session. */
  readonly id: string;
  readonly user: User;
  readonly organization: string;
  readonly form: Form;
  /** Where these pages are. */
  readonly path: string;
  /** Why the person is asked. */
  readonly lead: string;
  readonly back: string | null;
  readonly cancel: string | null;
  /** Where a form leads once it is done. */
  readonly proceed: string;
  readonly request: AdminRequest;
  registered(kind: 'totp' | 'passkey'): void;
}

/** Null: it was answered already. */
export type FindRegistration = (request: FastifyRequest, reply: FastifyReply) => Promise<Registration | null>;

type Act = (registration: Registration, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

export function registerRoutes(server: FastifyInstance, url: string, parts: PageParts, find: FindRegistration): void {
  const { enrolment, baseUrl } = parts;
  function on(method: 'GET' | 'POST', path: string, act: Act): void {
    server.route({
      method,
      url: `${url}${path}`,
      async handler(request, reply) {
        const registration = await find(request, reply);
        return registration === null ? reply : act(registration, request, reply);
      },
    });
  }
  const partyOf = (request: FastifyRequest) => relyingPartyOf(baseUrl(), request.headers.host);

  on('GET', '', async (registration, request, reply) => {
    const view = { ...viewOf(registration, parts), lead: registration.lead, offersPasskey: partyOf(request) !== null };
    return show(reply, registration, text('page.register.title'), chooseMethodView(view));
  });
  on('GET', '/authenticator', async (registration, _request, reply) => showAuthenticator(reply, registration, parts));
  on('POST', '/authenticator', async (registration, _request, reply) => {
    const { id, user, form } = registration;
    const method = enrolment.confirmAuthenticator(id, user, form['code'] ?? '');
    if (method === null) return showAuthenticator(reply, registration, parts, text('page.authenticator.wrong'));
    return keep(reply, registration, parts, method);
  });
  on('GET', '/passkey', async (registration, request, reply) => showPasskey(reply, registration, parts, request));
  on('POST', '/passkey', async (registration, request, reply) => {
    const { id, user, form } = registration;
    const party = partyOf(request);
    const method = party && (await enrolment.confirmPasskey(id, user, party, form['answer'] ?? ''));
    if (method === null) return showPasskey(reply, registration, parts, request, text('page.passkey.failed'));
    return keep(reply, registration, parts, method);
  });
}

function viewOf({ path, id, back, cancel }: Registration, { csrf }: PageParts, problem: string | null = null) {
  return { path, csrf: csrf.field(id), back, cancel, problem };
}

function show(reply: FastifyReply, { organization }: Registration, title: string, body: Html): FastifyReply {
  return sendPage(reply, { title, organization, body });
}

function showAuthenticator(
  reply: FastifyReply,
  registration: Registration,
  parts: PageParts,
  problem: string | null = null,
) {
  const { id, user, organization, path } = registration;
  const proposal = parts.enrolment.authenticator(id, user, `Postern ${organization}`.slice(0, 60));
  const view = { ...viewOf({ ...registration, back: path }, parts, problem), ...proposal };
  return show(reply, registration, text('page.authenticator.title'), authenticatorView(view));
}

async function showPasskey(
  reply: FastifyReply,
  registration: Registration,
  parts: PageParts,
  request: FastifyRequest,
  problem: string | null = null,
): Promise<FastifyReply> {
  const { id, user, path } = registration;
  const party = relyingPartyOf(parts.baseUrl(), request.headers.host);
  // Not offered here, so nobody comes by a link.
  if (party === null) return reply.redirect(path, 303);
  const options = await parts.enrolment.passkey(id, user, party);
  const view = { ...viewOf({ ...registration, back: path }, parts, problem), options };
  return show(reply, registration, text('page.passkey.title'), passkeyView(view));
}

/** Keeps the method; with the first one come recovery codes, which are shown this once. */
async function keep(
  reply: FastifyReply,
  registration: Registration,
  parts: PageParts,
  { kind, secret }: EnrolledMethod,
): Promise<FastifyReply> {
  const { user, request, proceed, id } = registration;
  const { methods } = parts.administration;
  const name = text(kind === 'passkey' ? 'page.register.passkey' : 'page.register.authenticator');
  try {
    await methods.add(request, user, { kind, name, secret });
    registration.registered(kind === 'passkey' ? 'passkey' : 'totp');
    const known = await methods.list(request, user);
    if (known.some((method) => method.kind === 'recovery-codes'))
      return reply.redirect(registration.back ?? registration.path, 303);
    const codes = await renewRecoveryCodes(registration, parts);
    const csrf = parts.csrf.field(id);
    return show(reply, registration, text('page.recovery.title'), recoveryCodesView(codes, { path: proceed, csrf }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const view = { ...viewOf(registration, parts, error.message), lead: registration.lead, offersPasskey: false };
    return show(reply, registration, text('page.register.title'), chooseMethodView(view));
  }
}

/** New codes; those of before are good no longer. */
export async function renewRecoveryCodes(
  { user, request }: Pick<Registration, 'user' | 'request'>,
  { administration: { methods }, enrolment }: PageParts,
): Promise<readonly string[]> {
  const { codes, method } = enrolment.recoveryCodes(user);
  const old = (await methods.list(request, user)).filter(({ kind }) => kind === 'recovery-codes');
  await methods.add(request, user, { ...method, name: text('page.recovery.title') });
  for (const { id } of old) await methods.remove(request, user, id);
  return codes;
}
