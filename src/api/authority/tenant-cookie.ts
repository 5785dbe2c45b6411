/** In which tenant a browser signed in last: where `organizations` leads it again. It opens nothing. */
import type { FastifyReply, FastifyRequest } from 'fastify';

const name = 'postern_tenant';
const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const keptSeconds = 90 * 86_400;

export function rememberTenant(reply: FastifyReply, tenantId: string, baseUrl: string): void {
  const secure = baseUrl.startsWith('https:') ? '; Secure' : '';
  reply.header('set-cookie', `${name}=${tenantId}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${keptSeconds}${secure}`);
}

/** Null: it says nothing. */
export function rememberedTenant(request: FastifyRequest): string | null {
  const [, value = ''] = new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(request.headers.cookie ?? '') ?? [];
  return guid.test(value) ? value : null;
}
