/** The public keys of other houses: fetched when they are needed, kept for a while, and asked for no more often than is decent. */
import type { JSONWebKeySet } from 'jose';
import { isKeyAddress } from '../../directory/trusted-issuer.ts';
import { createBoundedMap } from '../../lib/bounded-map.ts';
import type { Clock } from '../../lib/clock.ts';
import { fetchText } from './fetch-text.ts';

export interface IssuerKeys {
  /** `fresh`: a key was not among them; they are fetched anew, unless that was done a moment ago. Null: they cannot be had. */
  keysAt(jwksUri: string, fresh: boolean): Promise<JSONWebKeySet | null>;
}

/** Limits of asking for keys; docs/oauth.md has them. */
export const issuerKeyLimits = {
  /** Keys are asked for again after that. */
  keepMs: 10 * 60_000,
  /** Nobody is asked again within that, whatever the tokens say, and whether or not there was an answer. */
  restMs: 30_000,
  /** Keys that could not be renewed are believed for so long. */
  staleMs: 60 * 60_000,
  waitMs: 5000,
  bytes: 256 * 1024,
  keys: 100,
  /** Addresses that are remembered. */
  addresses: 1000,
} as const;

interface Known {
  readonly keys: JSONWebKeySet | null;
  /** When the keys came. */
  readonly fetchedAt: number;
  /** When somebody was last asked. */
  readonly askedAt: number;
}

/** `privateAddresses`: keys may be on this machine and in private networks. */
export function createIssuerKeys(clock: Clock, privateAddresses: boolean): IssuerKeys {
  const known = createBoundedMap<string, Known>(issuerKeyLimits.addresses);
  const asking = new Map<string, Promise<Known>>();

  function ask(uri: string, before: Known | undefined): Promise<Known> {
    const running = asking.get(uri);
    if (running !== undefined) return running;
    const begun = fetchKeys(uri, privateAddresses)
      .then((keys) => {
        const now = clock();
        const fetched = keys === null ? before?.keys : keys;
        const after: Known = {
          keys: fetched ?? null,
          fetchedAt: keys === null ? (before?.fetchedAt ?? 0) : now,
          askedAt: now,
        };
        known.set(uri, after);
        return after;
      })
      .finally(() => asking.delete(uri));
    asking.set(uri, begun);
    return begun;
  }

  return {
    async keysAt(uri, fresh) {
      const { keepMs, restMs, staleMs } = issuerKeyLimits;
      const now = clock();
      let at = known.get(uri);
      const isOld = at === undefined || at.keys === null || now - at.fetchedAt >= keepMs;
      const mayAsk = at === undefined || now - at.askedAt >= restMs;
      if ((fresh || isOld) && mayAsk) at = await ask(uri, at);
      else if (at === undefined || at.keys === null) at = (await asking.get(uri)) ?? at;
      if (at === undefined || at.keys === null || clock() - at.fetchedAt >= staleMs) return null;
      return at.keys;
    },
  };
}

/** Null: there was no answer, or none that is a set of keys. */
async function fetchKeys(uri: string, privateAddresses: boolean): Promise<JSONWebKeySet | null> {
  if (!isKeyAddress(uri, privateAddresses)) return null;
  try {
    // Whoever is trusted is trusted at this address, and at no other one.
    const text = await fetchText(uri, 'application/jwk-set+json, application/json', {
      ...issuerKeyLimits,
      privateAddresses,
    });
    return text === null ? null : keySetOf(JSON.parse(text));
  } catch {
    return null;
  }
}

function keySetOf(value: unknown): JSONWebKeySet | null {
  const keys = typeof value === 'object' && value !== null && 'keys' in value ? value.keys : null;
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > issuerKeyLimits.keys) return null;
  return { keys: keys as JSONWebKeySet['keys'] };
}
