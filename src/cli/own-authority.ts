/** The authority that the service on this machine has made for itself, where no certificate was configured. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandInput } from './command-definition.ts';

/** PEM; null: there is none, or the service is elsewhere. */
export async function ownAuthority({ server, dataDirectory }: CommandInput): Promise<string | null> {
  if (server !== null) return null;
  return readFile(join(dataDirectory, 'tls', 'ca.pem'), 'utf8').catch(() => null);
}
