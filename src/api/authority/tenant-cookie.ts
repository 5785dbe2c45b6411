/** In which tenant a browser signed in last: where `organizations` leads it again. It opens nothing. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf, setCookie } from '../pages/cookies.ts';

const name = 'postern-tenant';
const keptSeconds = 90 * 86_400;

export function rememberTenant(reply: FastifyReply, tenantId: string, isSecure: boolean): void {
  setCookie(reply, name, tenantId, { isSecure, maxAgeSeconds: keptSeconds });
}

/** Null: it says nothing. */
export function rememberedTenant(request: FastifyRequest, isSecure: boolean): string | null {
  return cookieOf(request, name, isSecure);
}
