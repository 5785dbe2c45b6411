/** Which step of which sign-in a browser is at: its address names it, and its cookie proves that it is its own. */
import { ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Interaction as LibraryInteraction, Provider } from 'oidc-provider';
import type { AuthorityParts } from './authority-parts.ts';
import { directoryHolding } from './directory-of.ts';
import type { ProviderOf } from './providers.ts';
import type { DirectoryName } from './tenant-names.ts';

export interface FoundInteraction {
  readonly directoryName: DirectoryName;
  readonly provider: Provider;
  readonly interaction: LibraryInteraction;
}

/** Null: it is over, never was, or is another browser's: to this one there is nothing there. */
export async function findInteraction(
  request: FastifyRequest,
  providerOf: ProviderOf,
  parts: Pick<AuthorityParts, 'records' | 'clock'>,
): Promise<FoundInteraction | null> {
  const { uid } = request.params as { uid?: string };
  const directoryName = uid === undefined ? null : await directoryHolding('Interaction', 'id', uid, parts);
  if (directoryName === null) return null;
  const provider = providerOf(directoryName);
  try {
    const interaction = await provider.interactionDetails(request.raw, new ServerResponse(request.raw));
    return interaction.uid === uid ? { directoryName, provider, interaction } : null;
  } catch {
    return null;
  }
}

/** A parameter of the request that the interaction is about; empty: it has none. */
export function parameterOf({ params }: Pick<LibraryInteraction, 'params'>, name: string): string {
  const value = params[name];
  return typeof value === 'string' ? value : '';
}
