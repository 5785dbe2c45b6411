/** The cryptography that SCRAM is handed (RFC 5802, RFC 7677). */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ScramCrypto } from './sasl/mechanism.ts';

export const scramCrypto: ScramCrypto = {
  nonce: () => randomBytes(18).toString('base64'),
  hmac: (key, data) => createHmac('sha256', key).update(data).digest(),
  hash: (data) => createHash('sha256').update(data).digest(),
  equal: (one, other) => one.length === other.length && timingSafeEqual(one, other),
};
