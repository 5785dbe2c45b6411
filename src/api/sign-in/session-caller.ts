/** The person who is signed in to our own pages, as a caller of the admin API. */
import type { FastifyRequest } from 'fastify';
import type { BearerActor } from '../../directory/actor.ts';
import { resources } from '../../directory/permission.ts';
import type { PageParts } from './page-parts.ts';
import { signedInUser } from './signed-in-user.ts';

/** What our own pages say of a request of theirs: whether a person has asked for it, or the page renews itself. */
export const presenceHeader = 'postern-presence';

export type SessionCaller = (request: FastifyRequest) => Promise<BearerActor | null>;

/** Null: nobody is signed in, or the request is not from a page of ours. */
export function sessionCallerOf(parts: Pick<PageParts, 'sessions' | 'directory' | 'roles'>): SessionCaller {
  return async (request) => {
    const presence = request.headers[presenceHeader];
    if (!isFromOurPages(request)) return null;
    const signedIn = await signedInUser(request, presence === 'person', parts);
    if (signedIn === null) return null;
    const { id, userPrincipalName: name, tenantId } = signedIn.user;
    const roles = await parts.roles.rolesOf(id);
    const { appId } = resources.postern;
    return { kind: 'user', id, name, appId, tenantId, roles, permissions: ['Postern.Manage'] };
  };
}

/**
 * Browsers say so themselves where they reach us under TLS or on this machine (Fetch Metadata); elsewhere the header does, which
 * no page of another origin can send.
 */
export function isFromOurPages({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined ? headers[presenceHeader] !== undefined : site === 'same-origin';
}
