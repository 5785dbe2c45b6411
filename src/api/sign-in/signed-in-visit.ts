/** One request to the pages of a person who is signed in here; whoever is not is sent to sign in. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AdminRequest } from '../../directory/actor.ts';
import type { User } from '../../directory/nouns.ts';
import { type Form, formOf } from '../pages/form.ts';
import { sendMessage } from '../pages/message-page.ts';
import { beginOwn } from './begin-own.ts';
import { ownRequest } from './own-request.ts';
import type { PageParts } from './page-parts.ts';
import { signedInUser } from './signed-in-user.ts';

export interface SignedInVisit {
  readonly sessionId: string;
  readonly user: User;
  readonly organization: string;
  readonly form: Form;
  /** What the person does about their own. */
  readonly own: AdminRequest;
}

/** Null: it was answered already. */
export async function signedInVisit(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: PageParts,
): Promise<SignedInVisit | null> {
  const { directory, csrf } = parts;
  const signedIn = await signedInUser(request, true, parts);
  if (signedIn === null) {
    const begun = beginOwn(request, reply, parts);
    if (begun !== null) reply.redirect(`/sign-in/${begun.uid}`, 303);
    return null;
  }
  const { session, user } = signedIn;
  const read = formOf(request);
  if (request.method !== 'GET' && !csrf.isRight(session.id, read)) {
    sendMessage(reply, 400, 'over');
    return null;
  }
  const tenant = await directory.findTenant(user.tenantId);
  const organization = tenant?.displayName ?? '';
  return { sessionId: session.id, user, organization, form: read.fields, own: ownRequest(request, user) };
}
