/** Makes our own authority's keys and tokens, which both the HTTP doors and the SMTP doors believe. */
import type { Configuration } from '../config/schema.ts';
import { systemClock } from '../lib/clock.ts';
import { newGuid } from '../lib/id.ts';
import type { Events } from '../observability/events.ts';
import { createOwnTokens, type OwnTokens } from '../sign-in/tokens/own-tokens.ts';
import { openTokenKeys, type TokenKeys } from '../sign-in/tokens/token-keys.ts';
import { createTokenKeyStore } from '../store/token-key-store.ts';

export interface OwnAuthority {
  readonly keys: TokenKeys;
  readonly tokens: OwnTokens;
  /** Where an HTTP door came to listen; answers how clients reach it. Its address is an issuer's from now on. */
  listensAt(url: string, isMain: boolean): string;
  /** How clients reach the main door, once it listens. */
  mainUrl(): string;
  close(): void;
}

/** How often the keys are looked at; each signs for thirty days. */
const rotateEveryMs = 86_400_000;

/** The issuer of a tenant's tokens, at the door that clients reach under `base`. */
export function issuerAt(base: string, tenantId: string): string {
  return `${base}/${tenantId}/v2.0`;
}

export async function openOwnAuthority(
  { http }: Configuration,
  dataDirectory: string,
  events: Events,
): Promise<OwnAuthority> {
  const keys = await openTokenKeys(createTokenKeyStore(dataDirectory), systemClock, newGuid);
  const timer = setInterval(() => {
    keys.rotate().catch((error: unknown) => events.fault('token-keys', error));
  }, rotateEveryMs).unref();
  const bases: string[] = [];
  return {
    keys,
    tokens: createOwnTokens(keys, (tenantId) => bases.map((base) => issuerAt(base, tenantId)), systemClock),
    listensAt(url, isMain) {
      const base = isMain && http.publicUrl !== '' ? http.publicUrl.replace(/\/+$/, '') : url;
      bases.push(base);
      return base;
    },
    // The main door is the first that is opened.
    mainUrl: () => bases[0] ?? '',
    close: () => clearInterval(timer),
  };
}
