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

interface Definition {
  readonly resource: Resource;
  /** `delegated`: on behalf of a signed-in user; `application`: on its own. */
  readonly kinds: readonly ('delegated' | 'application')[];
}

function of(resource: Resource, ...kinds: Definition['kinds'][number][]): Definition {
  return { resource, kinds: kinds.length === 0 ? ['delegated', 'application'] : kinds };
}

export const permissions = {
  'User.Read': of('graph', 'delegated'),
  'User.Read.All': of('graph'),
  'User.ReadWrite.All': of('graph'),
  'Directory.Read.All': of('graph'),
  'Directory.ReadWrite.All': of('graph'),
  'Policy.Read.All': of('graph'),
  'Policy.ReadWrite.SecurityDefaults': of('graph'),
  'Policy.ReadWrite.ConditionalAccess': of('graph'),
  'Policy.ReadWrite.AuthenticationMethod': of('graph'),
  'UserAuthenticationMethod.Read.All': of('graph'),
  'UserAuthenticationMethod.ReadWrite.All': of('graph'),
  'AuditLog.Read.All': of('graph'),
  'Application.Read.All': of('graph'),
  'Application.ReadWrite.All': of('graph'),
  'AppRoleAssignment.ReadWrite.All': of('graph'),
  'DelegatedPermissionGrant.ReadWrite.All': of('graph'),
  'RoleManagement.Read.Directory': of('graph'),
  'RoleManagement.ReadWrite.Directory': of('graph'),
  'Mail.Send': of('graph'),
  'Mail.Read': of('graph'),
  'Mail.ReadWrite': of('graph'),
  'SMTP.Send': of('exchange', 'delegated'),
  'SMTP.SendAsApp': of('exchange', 'application'),
  'Exchange.Manage': of('exchange', 'delegated'),
  'Exchange.ManageAsApp': of('exchange', 'application'),
  'Postern.Manage': of('postern', 'delegated'),
  'Postern.ManageAsApp': of('postern', 'application'),
} as const satisfies Record<string, Definition>;

export type Permission = keyof typeof permissions;

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissions, name);
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
