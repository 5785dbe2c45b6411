/** The names that stand in the address where a tenant's would: it is the person who tells which tenant. Pure. */

const anyTenant: ReadonlySet<string> = new Set(['organizations', 'common']);

/** The id of a tenant, or one of those names. */
export type DirectoryName = string;

export function isAnyTenant(name: DirectoryName): boolean {
  return anyTenant.has(name);
}
