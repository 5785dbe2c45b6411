/** Tenants: found by those who belong to them, added by whoever runs the service. */
import { type Area, accessTo } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { DirectoryStore } from '../directory/directory-store.ts';
import type { Tenant } from '../directory/nouns.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

export interface TenantAdministration {
  add(request: AdminRequest, tenant: { readonly domain: string; readonly displayName?: string }): Promise<Tenant>;
  /** Those that the request may know of. */
  list(request: AdminRequest): Promise<Tenant[]>;
  /** By id or domain, for reading `area`. Throws a `Refusal`: unknown, or not this actor's. */
  find(request: AdminRequest, idOrDomain: string, area: Area): Promise<Tenant>;
  /**
   * The tenant that a list of `area` is about: the one that was named, else the request's own. Null: all of them, to whoever
   * runs the machine.
   */
  scopeOf(request: AdminRequest, idOrDomain: string | undefined, area: Area): Promise<string | null>;
}

export function createTenantAdministration(
  directory: Pick<DirectoryStore, 'addTenant' | 'listTenants' | 'findTenant'>,
  parts: EntryParts,
): TenantAdministration {
  async function find(request: AdminRequest, idOrDomain: string, area: Area): Promise<Tenant> {
    const tenant = await directory.findTenant(idOrDomain);
    const sought = { what: 'tenant', name: idOrDomain };
    if (tenant === null) throw new Refusal({ kind: 'not-found', ...sought });
    permit(request, area, 'read', tenant.id, sought);
    return tenant;
  }

  return {
    find,
    async scopeOf(request, idOrDomain, area) {
      if (idOrDomain !== undefined) return (await find(request, idOrDomain, area)).id;
      const { actor } = request;
      const own = actor.kind === 'local' || actor.kind === 'system' ? null : actor.tenantId;
      permit(request, area, 'read', own);
      return own;
    },
    async add(request, { domain, displayName = domain }) {
      const role = permit(request, 'tenant', 'write', null);
      const tenant: Tenant = {
        id: parts.newGuid(),
        domain: domain.toLowerCase(),
        displayName,
        createdAt: parts.clock(),
      };
      const target = { kind: 'tenant', id: tenant.id, name: tenant.domain } as const;
      const entry = entryOf(request, role, { tenantId: tenant.id, action: 'tenant.add', target }, parts);
      if ((await directory.addTenant(tenant, entry)) === 'domain-taken') {
        throw new Refusal({ kind: 'conflict', detail: `there is a tenant ${tenant.domain} already` });
      }
      return tenant;
    },
    async list(request) {
      const all = await directory.listTenants();
      const visible = all.filter(({ id }) => accessTo('tenant', 'read', request.actor, id).kind === 'allowed');
      // Somebody who sees none of them is told what is missing.
      if (visible.length === 0 && 'tenantId' in request.actor)
        permit(request, 'tenant', 'read', request.actor.tenantId);
      return visible;
    },
  };
}
