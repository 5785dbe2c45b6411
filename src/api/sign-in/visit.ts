/** One request to the pages of a sign-in: which interaction it belongs to, and whether our own page sent the form. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignInContext } from '../../sign-in/interactive/interactive-record.ts';
import { type CsrfTokens, type Form, formOf } from '../pages/form.ts';
import { sendMessage } from '../pages/message-page.ts';
import { tlsOf } from '../tls-of.ts';
import type { Interaction, InteractionResult, Interactions } from './interactions.ts';

export interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly interaction: Interaction;
  readonly context: SignInContext;
  readonly form: Form;
  /** `/sign-in/{uid}` */
  readonly path: string;
  /** Ends the step, and sends the browser on. */
  finish(result: InteractionResult): Promise<FastifyReply>;
}

/** Null: it was answered already, since there is no such interaction for this browser, or the form is not ours. */
export async function visitOf(
  request: FastifyRequest,
  reply: FastifyReply,
  all: readonly Interactions[],
  csrf: CsrfTokens,
): Promise<Visit | null> {
  for (const interactions of all) {
    const interaction = await interactions.find(request, reply);
    if (interaction === null) continue;
    const read = formOf(request);
    const { uid } = interaction;
    if (request.method !== 'GET' && !csrf.isRight(uid, read)) break;
    return {
      request,
      reply,
      interaction,
      form: read.fields,
      path: `/sign-in/${uid}`,
      context: contextOf(request, interaction),
      finish: async (result) => reply.redirect(await interactions.finish(request, reply, result), 303),
    };
  }
  sendMessage(reply, 400, 'over');
  return null;
}

/** What the sign-in that `request` belongs to is known by. */
function contextOf(request: FastifyRequest, { uid: id, tenantId, application }: Interaction): SignInContext {
  return { id, tenantId, application, address: request.ip, tls: tlsOf(request) };
}
