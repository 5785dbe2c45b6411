/** On which page a setting stands. Pure. */

export interface PlaceOfSetting {
  readonly path: string;
  /** Who may read this area sees it there. */
  readonly area: string;
}

const conditionalAccess: PlaceOfSetting = { path: '/identity/conditional-access', area: 'conditional-access' };
const properties: PlaceOfSetting = { path: '/identity/properties', area: 'security-defaults' };

const ofTenant: Readonly<Record<string, PlaceOfSetting>> = {
  securityDefaults: properties,
  administratorMfa: properties,
  conditionalAccessPolicies: conditionalAccess,
  namedLocations: conditionalAccess,
};

/** `userId` null: nobody knows whose it is. */
export function placeOfSetting(
  { scope, name }: { readonly scope: 'tenant' | 'user'; readonly name: string },
  userId: string | null,
): PlaceOfSetting | null {
  if (scope === 'tenant') return ofTenant[name] ?? { path: '/organization', area: 'organization' };
  if (name === 'perUserMfa') return { path: '/multi-factor', area: 'multi-factor' };
  return userId === null ? null : { path: `/users/${encodeURIComponent(userId)}`, area: 'user' };
}
