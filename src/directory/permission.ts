/** The permissions that a token can carry, under Microsoft's names; each belongs to one resource. */

/** The APIs that tokens are for. `appId`: Microsoft's id of the resource, where it has one. */
export const resources = {
  graph: {
    appId: '00000003-0000-0000-c000-000000000000',
    displayName: 'Microsoft Graph',
    audiences: ['https://graph.microsoft.com'],
  },
  exchange: {
    appId: '00000002-0000-0ff1-ce00-000000000000',
    displayName: 'Office 365 Exchange Online',
    // M365 §7
    audiences: ['https://outlook.office365.com', 'https://outlook.office.com'],
  },
  postern: { appId: 'b5d3f1a7-6f3e-4d0b-8e64-2f6a8a5c1d90', displayName: 'Postern', audiences: ['api://postern'] },
} as const;

export type Resource = keyof typeof resources;

export type PermissionKind = 'delegated' | 'application';

interface Definition {
  readonly resource: Resource;
  /** `delegated`: on behalf of a signed-in user; `application`: on its own. */
  readonly kinds: readonly PermissionKind[];
  /** The id under which registrations and assignments name it: of the scope, or of the app role. */
  readonly ids: Readonly<Partial<Record<PermissionKind, string>>>;
}

function of(resource: Resource, ids: Definition['ids']): Definition {
  return { resource, ids, kinds: (Object.keys(ids) as PermissionKind[]).toSorted().toReversed() };
}

/**
 * Ids of Graph are those of Microsoft's permissions reference. Of Exchange, that of `SMTP.SendAsApp` is known from public
 * set-up guides alone. Those of Postern are its own.
 */
export const permissions = {
  'User.Read': of('graph', { delegated: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d' }),
  'User.Read.All': of('graph', {
    delegated: 'a154be20-db9c-4678-8ab7-66f6cc099a59',
    application: 'df021288-bdef-4463-88db-98f22de89214',
  }),
  'User.ReadWrite.All': of('graph', {
    delegated: '204e0828-b5ca-4ad8-b9f3-f32a958e7cc4',
    application: '741f803b-c850-494e-b5df-cde7c675a1ca',
  }),
  'User.RevokeSessions.All': of('graph', {
    delegated: 'fc30e98b-8810-4501-81f5-c20a3196387b',
    application: '77f3a031-c388-4f99-b373-dc68676a979e',
  }),
  'Directory.Read.All': of('graph', {
    delegated: '06da0dbc-49e2-44d2-8312-53f166ab848a',
    application: '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
  }),
  'Directory.ReadWrite.All': of('graph', {
    delegated: 'c5366453-9fb0-48a5-a156-24f0c49a4b84',
    application: '19dbc75e-c2e2-444c-a770-ec69d8559fc7',
  }),
  'Organization.Read.All': of('graph', {
    delegated: '4908d5b9-3fb2-4b1e-9336-1888b7937185',
    application: '498476ce-e0fe-48b0-b801-37ba7e2685c6',
  }),
  'Policy.Read.All': of('graph', {
    delegated: '572fea84-0151-49b2-9301-11cb16974376',
    application: '246dd0d5-5bd0-4def-940b-0421030a5b68',
  }),
  'Policy.ReadWrite.SecurityDefaults': of('graph', {
    delegated: '0b2a744c-2abf-4f1e-ad7e-17a087e2be99',
    application: '1c6e93a6-28e2-4cbb-9f64-1a46a821124d',
  }),
  'Policy.ReadWrite.ConditionalAccess': of('graph', {
    delegated: 'ad902697-1014-4ef5-81ef-2b4301988e8c',
    application: '01c0a623-fc9b-48e9-b794-0756f8e8f067',
  }),
  'Policy.ReadWrite.AuthenticationMethod': of('graph', {
    delegated: '7e823077-d88e-468f-a337-e18f1f0e6c7c',
    application: '29c18626-4985-4dcd-85c0-193eef327366',
  }),
  'UserAuthenticationMethod.Read.All': of('graph', {
    delegated: 'aec28ec7-4d02-4e8c-b864-50163aea77eb',
    application: '38d9df27-64da-44fd-b7c5-a6fbac20248f',
  }),
  'UserAuthenticationMethod.ReadWrite.All': of('graph', {
    delegated: 'b7887744-6746-4312-813d-72daeaee7e2d',
    application: '50483e42-d915-4231-9639-7fdb7fd190e5',
  }),
  'AuditLog.Read.All': of('graph', {
    delegated: 'e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20',
    application: 'b0afded3-3588-46d8-8b3d-9842eff778da',
  }),
  'Application.Read.All': of('graph', {
    delegated: 'c79f8feb-a9db-4090-85f9-90d820caa0eb',
    application: '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
  }),
  'Application.ReadWrite.All': of('graph', {
    delegated: 'bdfbf15f-ee85-4955-8675-146e8e5296b5',
    application: '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
  }),
  'AppRoleAssignment.ReadWrite.All': of('graph', {
    delegated: '84bccea3-f856-4a8a-967b-dbe0a3d53a64',
    application: '06b708a9-e830-4db3-a914-8e69da51d44f',
  }),
  'DelegatedPermissionGrant.ReadWrite.All': of('graph', {
    delegated: '41ce6ca6-6826-4807-84f1-1c82854f7ee5',
    application: '8e8e4742-1d95-4f68-9d56-6ee75648c72a',
  }),
  'RoleManagement.Read.Directory': of('graph', {
    delegated: '741c54c3-0c1e-44a1-818b-3f97ab4e8c83',
    application: '483bed4a-2ad3-4361-a73b-c83ccdbdc53c',
  }),
  'RoleManagement.ReadWrite.Directory': of('graph', {
    delegated: 'd01b97e9-cbc0-49fe-810a-750afd5527a3',
    application: '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8',
  }),
  'Mail.Send': of('graph', {
    delegated: 'e383f46e-2787-4529-855e-0e479a3ffac0',
    application: 'b633e1c5-b582-4048-a93e-9f11b44c7e96',
  }),
  'Mail.Read': of('graph', {
    delegated: '570282fd-fa5c-430d-a7fd-fc8dc98a9dca',
    application: '810c84a8-4a9e-49e6-bf7d-12d183f40d01',
  }),
  'Mail.ReadBasic': of('graph', {
    delegated: 'a4b8392a-d8d1-4954-a029-8e668a39a170',
    application: '6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a',
  }),
  'Mail.ReadBasic.All': of('graph', { application: '693c5e45-0940-467d-9b8a-1022fb9d42ef' }),
  'Mail.ReadWrite': of('graph', {
    delegated: '024d486e-b451-40bb-833d-3e66d98c5c73',
    application: 'e2a3a72e-5f79-4c64-b1b1-878b674786c9',
  }),
  'SMTP.Send': of('exchange', { delegated: '76faac2a-0f20-42f1-928a-50de5b9dbe52' }),
  'SMTP.SendAsApp': of('exchange', { application: '7146a1f0-8703-45b3-9eae-527a64c00995' }),
  'Exchange.Manage': of('exchange', { delegated: 'ab4f2b77-0b06-4fc1-a9de-02113fc2ab7c' }),
  'Exchange.ManageAsApp': of('exchange', { application: 'dc50a0fb-09a3-484d-be87-e023b12c6440' }),
  'Postern.Manage': of('postern', { delegated: '8a3f0c52-6d1e-4b7a-9c25-41f7d0e8b6a3' }),
  'Postern.ManageAsApp': of('postern', { application: 'c27e95d4-0b83-4f16-a8e1-7d5a3c94f028' }),
} as const satisfies Record<string, Definition>;

export type Permission = keyof typeof permissions;

/** Delegated permissions that a user may consent to for themselves; every other takes an administrator. */
const userConsentable: ReadonlySet<string> = new Set<Permission>([
  'User.Read',
  'Mail.Send',
  'Mail.Read',
  'Mail.ReadBasic',
  'Mail.ReadWrite',
  'SMTP.Send',
]);

export function isUserConsentable(permission: Permission): boolean {
  return userConsentable.has(permission);
}

const byLowerCaseName = new Map(
  (Object.keys(permissions) as Permission[]).map((name) => [name.toLowerCase(), name] as const),
);

/** The permission of this name in any case, as clients write it; null: there is none. */
export function findPermission(name: string): Permission | null {
  return byLowerCaseName.get(name.toLowerCase()) ?? null;
}

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissions, name);
}

/** The permission that a registration or an assignment means by this id; null: Postern has none such. */
export function permissionById(resource: Resource, kind: PermissionKind, id: string): Permission | null {
  const names = Object.keys(permissions) as Permission[];
  const sought = id.toLowerCase();
  return (
    names.find((name) => permissions[name].resource === resource && permissions[name].ids[kind] === sought) ?? null
  );
}

/** The resource whose application has this client id; null: it is none of ours. */
export function resourceOfAppId(appId: string): Resource | null {
  const names = Object.keys(resources) as Resource[];
  return names.find((name) => resources[name].appId === appId.toLowerCase()) ?? null;
}

/** The resource that a token with this audience is for; null: none of ours. */
export function resourceOfAudience(audience: string): Resource | null {
  const bare = audience.replace(/\/+$/, '');
  for (const name of Object.keys(resources) as Resource[]) {
    const { appId, audiences } = resources[name];
    if (bare === appId || (audiences as readonly string[]).includes(bare)) return name;
  }
  return null;
}
