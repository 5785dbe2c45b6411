/** Who keeps the settings that a command is about. */
import { resolve } from 'node:path';
import type { KeptFix } from '../doctor/fix/kept-fix.ts';
import { posternProvider } from '../doctor/providers/postern/postern-provider.ts';
import type { TenantProvider } from '../doctor/providers/tenant-provider.ts';
import type { CommandInput } from './command-definition.ts';
import { at } from './door.ts';

/** The provider of the tenant of `user`, on the service that the command is about. */
export async function providerOf({ door }: CommandInput, user: string): Promise<TenantProvider> {
  const { tenantId } = (await door.call<{ user: { tenantId: string } }>('GET', at`/users/${user}`)).user;
  return posternProvider(door, tenantId);
}

/** The provider that a fix was made through. */
export async function providerOfFix({ door }: CommandInput, fix: KeptFix): Promise<TenantProvider> {
  return posternProvider(door, fix.tenant.id);
}

/** The service that the command is about, by what tells it from others. */
export function whereOf({ server, dataDirectory }: CommandInput): string {
  return server ?? resolve(dataDirectory);
}
