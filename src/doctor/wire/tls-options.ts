/** How a client of a kind begins TLS: its versions, and whom it believes. */
import type { ConnectionOptions } from 'node:tls';
import type { Authorities } from './certificate.ts';
import type { ClientProfile } from './imitate/client-profile.ts';

/** OpenSSL keeps TLS 1.0 and 1.1, and short keys, behind a security level of 0. */
const everyCipher = 'DEFAULT:@SECLEVEL=0';

export function optionsFor(
  { oldestTls, newestTls }: Pick<ClientProfile, 'oldestTls' | 'newestTls'>,
  { pem }: Authorities,
): ConnectionOptions {
  return {
    ca: [...pem],
    minVersion: oldestTls,
    maxVersion: newestTls,
    ciphers: everyCipher,
    // What is wrong with a certificate is a finding; no secret is said to a server that nobody vouches for.
    rejectUnauthorized: false,
  };
}
