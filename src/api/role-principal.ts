/** Who can hold a role in a tenant: a user, or an application. */
import type { AuditTarget } from '../directory/audit-log.ts';
import { userOfTenant } from '../directory/user-of-tenant.ts';
import type { Services } from './services.ts';

/** By id or name; null: the tenant has none such. */
export async function findRolePrincipal(
  tenantId: string,
  name: string,
  { directory, applications }: Pick<Services, 'directory' | 'applications'>,
): Promise<AuditTarget | null> {
  const user = await userOfTenant(directory, tenantId, name);
  if (user !== null) return { kind: 'user', id: user.id, name: user.userPrincipalName };
  const principal = await applications.findServicePrincipal(tenantId, name);
  return principal && { kind: 'service-principal', id: principal.id, name: principal.displayName };
}
