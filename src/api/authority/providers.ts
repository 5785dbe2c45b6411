/** The library's provider of each directory, and the way a request takes to it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { createBoundedMap } from '../../lib/bounded-map.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { type Forwarded, forwardRequest } from './forward-request.ts';
import type { DirectoryName } from './tenant-names.ts';
import { createTenantProvider } from './tenant-provider.ts';

export type ProviderOf = (directoryName: DirectoryName) => Provider;

/** Hands a request to the library, which knows itself under the address `path` of its directory. */
export type Hand = (
  request: FastifyRequest,
  reply: FastifyReply,
  directoryName: DirectoryName,
  path: string,
  more: Pick<Forwarded, 'form' | 'asked'>,
) => Promise<FastifyReply>;

/** Providers that are kept. */
const maximumProviders = 1000;

export function createProviders(authority: AuthorityParts): { readonly providerOf: ProviderOf; readonly hand: Hand } {
  const providers = createBoundedMap<string, { readonly provider: Provider; readonly keyId: string | undefined }>(
    maximumProviders,
  );
  const providerOf: ProviderOf = (directoryName) => {
    const keyId = authority.keys.current()[0]?.jwk.kid;
    const kept = providers.get(directoryName);
    // The library reads its keys once: a key that rotates makes another provider.
    if (kept !== undefined && kept.keyId === keyId) return kept.provider;
    const provider = createTenantProvider(directoryName, authority);
    providers.set(directoryName, { provider, keyId });
    return provider;
  };
  return {
    providerOf,
    async hand(request, reply, directoryName, path, more) {
      reply.hijack();
      const forwarded = { path, mountedAt: mountOf(authority, directoryName), baseUrl: authority.baseUrl(), ...more };
      await providerOf(directoryName).callback()(forwardRequest(request.raw, forwarded), reply.raw);
      return reply;
    },
  };
}

/** The path under which clients see the directory, of whatever this door is reached by. */
function mountOf({ baseUrl }: AuthorityParts, directoryName: DirectoryName): string {
  return `${new URL(baseUrl()).pathname.replace(/\/+$/, '')}/${directoryName}`;
}
