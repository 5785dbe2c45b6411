/** Under which name a browser that asks for a page makes passkeys; null: under none, and passkeys are not offered. */
import { isIP } from 'node:net';
import { isLoopback } from '../../lib/loopback.ts';
import type { RelyingParty } from '../../sign-in/interactive/passkeys.ts';

/** `host`: as the request has it. It counts where it is this machine's own name, for trials; else how we are reached does. */
export function relyingPartyOf(baseUrl: string, host: string | undefined): RelyingParty | null {
  const { hostname, protocol, port, origin } = new URL(baseUrl);
  const name = 'Postern';
  const isAddress = isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0;
  if (!isAddress) return { id: hostname, origin, name };
  const local = `localhost${port === '' ? '' : `:${port}`}`;
  return isLoopback(hostname) && host === local ? { id: 'localhost', origin: `${protocol}//${local}`, name } : null;
}
