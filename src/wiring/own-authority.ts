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
  readonly issuerOf: (tenantId: string) => string;
  /** How clients reach the HTTP doors. */
  readonly publicUrl: () => string;
  /** Where the HTTP door came to listen: its address, unless the configuration says how clients reach it. */
  listensAt(url: string): void;
  close(): void;
}

/** How often the keys are looked at; each signs for thirty days. */
const rotateEveryMs = 86_400_000;

export async function openOwnAuthority(
  { http }: Configuration,
  dataDirectory: string,
  events: Events,
): Promise<OwnAuthority> {
  const keys = await openTokenKeys(createTokenKeyStore(dataDirectory), systemClock, newGuid);
  const timer = setInterval(() => {
    keys.rotate().catch((error: unknown) => events.fault('token-keys', error));
  }, rotateEveryMs).unref();
  let { publicUrl } = http;
  const issuerOf = (tenantId: string): string => `${publicUrl}/${tenantId}/v2.0`;
  return {
    keys,
    issuerOf,
    publicUrl: () => publicUrl,
    tokens: createOwnTokens(keys, issuerOf, systemClock),
    listensAt(url) {
      if (publicUrl === '') publicUrl = url;
    },
    close: () => clearInterval(timer),
  };
}
