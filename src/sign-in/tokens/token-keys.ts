/** The keys that sign our tokens: a new one before the old has grown old, and each is trusted as long as its tokens live. */
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Clock } from '../../lib/clock.ts';

/** RS256 is what every client of Entra knows. */
export const tokenAlgorithm = 'RS256' as const;

export interface TokenKey {
  readonly createdAt: number;
  /** With its private part; `kid` names it. */
  readonly jwk: JWK & { readonly kid: string };
}

/** Where the keys rest. */
export interface TokenKeyStore {
  load(): Promise<readonly TokenKey[]>;
  save(keys: readonly TokenKey[]): Promise<void>;
}

export interface TokenKeys {
  /** The newest first: that one signs. */
  current(): readonly TokenKey[];
  /** Makes a new key where the newest is older than `rotateAfterMs`, and forgets those that no living token needs. */
  rotate(): Promise<void>;
}

const dayMs = 86_400_000;
const rotateAfterMs = 30 * dayMs;
/** Far longer than a token lives. */
const trustedForMs = 2 * dayMs;

export async function openTokenKeys(store: TokenKeyStore, clock: Clock, newGuid: () => string): Promise<TokenKeys> {
  let keys = await store.load();

  async function rotate(): Promise<void> {
    const now = clock();
    const newest = keys[0];
    const due = newest === undefined || now - newest.createdAt >= rotateAfterMs;
    // A key stops signing when the next one is made; from then on it is only trusted.
    const kept = keys.filter((_, index) => index === 0 || now - (keys[index - 1]?.createdAt ?? 0) < trustedForMs);
    if (!due && kept.length === keys.length) return;
    keys = due ? [await newKey(now, newGuid()), ...kept] : kept;
    await store.save(keys);
  }

  await rotate();
  return { current: () => keys, rotate };
}

async function newKey(createdAt: number, kid: string): Promise<TokenKey> {
  const { privateKey } = await generateKeyPair(tokenAlgorithm, { modulusLength: 2048, extractable: true });
  return { createdAt, jwk: { ...(await exportJWK(privateKey)), kid, use: 'sig', alg: tokenAlgorithm } };
}
