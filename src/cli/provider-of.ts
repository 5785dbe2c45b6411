/** Who keeps the settings that a command is about. */
import { posternProvider } from '../doctor/providers/postern/postern-provider.ts';
import type { TenantProvider } from '../doctor/providers/tenant-provider.ts';
import type { CommandInput } from './command-definition.ts';
import { at } from './door.ts';

/** The provider of the tenant of `user`, on the service that the command is about. */
export async function providerOf({ door }: CommandInput, user: string): Promise<TenantProvider> {
  const { tenantId } = (await door.call<{ user: { tenantId: string } }>('GET', at`/users/${user}`)).user;
  return posternProvider(door, tenantId);
}
