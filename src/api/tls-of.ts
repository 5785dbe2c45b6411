/** How a request came to us: over which version of TLS, where it ends at our own door and not at a proxy before it. */
import type { TLSSocket } from 'node:tls';
import type { FastifyRequest } from 'fastify';
import type { TlsVersion } from '../sign-in/attempt.ts';

export function tlsOf({ raw: { socket } }: FastifyRequest): TlsVersion {
  const protocol = 'getProtocol' in socket ? (socket as TLSSocket).getProtocol() : null;
  return protocol === 'TLSv1.2' || protocol === 'TLSv1.3' ? protocol : 'none';
}
