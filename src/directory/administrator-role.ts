/** The roles that administrators can hold, under Microsoft's names. */

/** Id: that of the role's template, the same in every tenant. */
export const administratorRoles = {
  'global-administrator': { name: 'Global Administrator', id: '62e90394-69f5-4237-9190-012177145e10' },
  'security-administrator': { name: 'Security Administrator', id: '194ae4cb-b126-40b2-bd5b-6091b380977d' },
  'conditional-access-administrator': {
    name: 'Conditional Access Administrator',
    id: 'b1be1c3e-5b65-4f19-8427-f6fa0d97feb9',
  },
  'exchange-administrator': { name: 'Exchange Administrator', id: '29232cdf-9323-42fd-ade2-1d097af3e4de' },
  'user-administrator': { name: 'User Administrator', id: 'fe930be7-5e62-47db-91af-98c3a49a38b1' },
  'authentication-administrator': { name: 'Authentication Administrator', id: 'c4e39bd9-1100-46d3-8c65-fb160da0071f' },
  'authentication-policy-administrator': {
    name: 'Authentication Policy Administrator',
    id: '0526716b-113d-4c15-b2c8-68e3c22b9f80',
  },
  'application-administrator': { name: 'Application Administrator', id: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3' },
  'global-reader': { name: 'Global Reader', id: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451' },
  'security-reader': { name: 'Security Reader', id: '5d6b6bb7-de71-4623-b4af-96380a352509' },
  'reports-reader': { name: 'Reports Reader', id: '4a5d8f65-41da-4de4-8968-e035b65339cf' },
  /** Ours: creates tenants and sees the health of the service, in every tenant; mail in none. */
  'platform-operator': { name: 'Platform Operator', id: '5f4b7f0e-3a43-4c0a-9d8e-6c1d3e0a7b52' },
} as const;

export type AdministratorRole = keyof typeof administratorRoles;

export function isAdministratorRole(name: string): name is AdministratorRole {
  return Object.hasOwn(administratorRoles, name);
}
