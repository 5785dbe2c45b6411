/**
 * THE table of who may do what: for each area of administration the roles, and the permissions of a token, that open it.
 *
 * A person needs a role, and a token of theirs a permission as well. An application needs a permission; at the doors of
 * Exchange and of Postern, whose one permission says nothing of the area, it needs a role too, as a person does.
 */
import type { Actor } from './actor.ts';
import { type AdministratorRole, administratorRoles } from './administrator-role.ts';
import type { Permission } from './permission.ts';

export type Area = keyof typeof areas;
export type Access = 'read' | 'write';

interface Row {
  readonly meaning: string;
  readonly read: Openers;
  readonly write: Openers;
}

interface Openers {
  readonly roles: readonly AdministratorRole[];
  /** Any one of them. */
  readonly permissions: readonly Permission[];
}

const global = 'global-administrator';
const securityReaders = ['security-administrator', 'security-reader', 'global-reader'] as const;
const exchangeReaders = ['exchange-administrator', 'global-reader'] as const;
const managers = ['Exchange.Manage', 'Exchange.ManageAsApp', 'Postern.Manage', 'Postern.ManageAsApp'] as const;
const ownApi = ['Postern.Manage', 'Postern.ManageAsApp'] as const;

/** What every administrator sees of their own tenant. */
const everyRole = Object.keys(administratorRoles) as AdministratorRole[];

/** Permissions that say nothing of the area: who uses them needs a role. */
const unspecific: ReadonlySet<Permission> = new Set(managers);

function roles(...some: AdministratorRole[]): readonly AdministratorRole[] {
  return [global, ...some];
}

export const areas = {
  'security-defaults': {
    meaning: 'security defaults',
    read: {
      roles: roles(...securityReaders, 'conditional-access-administrator'),
      permissions: ['Policy.Read.All', ...ownApi],
    },
    write: {
      roles: roles('security-administrator', 'conditional-access-administrator'),
      permissions: ['Policy.ReadWrite.SecurityDefaults', 'Policy.ReadWrite.ConditionalAccess', ...ownApi],
    },
  },
  'conditional-access': {
    meaning: 'Conditional Access policies',
    read: {
      roles: roles(...securityReaders, 'conditional-access-administrator'),
      permissions: ['Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess', ...ownApi],
    },
    write: {
      roles: roles('security-administrator', 'conditional-access-administrator'),
      permissions: ['Policy.ReadWrite.ConditionalAccess', ...ownApi],
    },
  },
  'multi-factor': {
    meaning: 'per-user MFA and the methods of a user',
    read: {
      roles: roles(...securityReaders, 'authentication-policy-administrator', 'authentication-administrator'),
      permissions: [
        'Policy.Read.All',
        'Policy.ReadWrite.AuthenticationMethod',
        'UserAuthenticationMethod.Read.All',
        'UserAuthenticationMethod.ReadWrite.All',
        ...ownApi,
      ],
    },
    write: {
      roles: roles('authentication-policy-administrator', 'authentication-administrator'),
      permissions: ['Policy.ReadWrite.AuthenticationMethod', 'UserAuthenticationMethod.ReadWrite.All', ...ownApi],
    },
  },
  user: {
    meaning: 'users: names, licences, enabled or not',
    read: {
      roles: roles(
        ...securityReaders,
        'user-administrator',
        'exchange-administrator',
        'authentication-administrator',
        'authentication-policy-administrator',
        'application-administrator',
        'conditional-access-administrator',
        'reports-reader',
      ),
      permissions: [
        'User.Read.All',
        'User.ReadWrite.All',
        'Directory.Read.All',
        'Directory.ReadWrite.All',
        ...managers,
      ],
    },
    write: {
      roles: roles('user-administrator'),
      permissions: ['User.ReadWrite.All', 'Directory.ReadWrite.All', ...ownApi],
    },
  },
  password: {
    meaning: 'passwords and app passwords of users',
    read: {
      roles: roles('user-administrator', 'authentication-administrator', 'global-reader'),
      permissions: ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All', ...ownApi],
    },
    write: {
      roles: roles('user-administrator', 'authentication-administrator'),
      permissions: ['User.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All', ...ownApi],
    },
  },
  session: {
    meaning: 'sessions and tokens of users: taking back all from before a moment',
    read: {
      roles: roles('user-administrator', 'authentication-administrator', ...exchangeReaders),
      permissions: [
        'User.Read.All',
        'User.ReadWrite.All',
        'Directory.Read.All',
        'Directory.ReadWrite.All',
        ...managers,
      ],
    },
    write: {
      roles: roles('user-administrator', 'authentication-administrator', 'exchange-administrator'),
      permissions: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All', ...managers],
    },
  },
  organization: {
    meaning: 'SMTP AUTH of the organization, retirement, legacy TLS, limits',
    read: { roles: roles(...exchangeReaders, 'security-reader', 'security-administrator'), permissions: managers },
    write: { roles: roles('exchange-administrator'), permissions: managers },
  },
  'authentication-policy': {
    meaning: 'authentication policies, and which one a user has',
    read: { roles: roles(...exchangeReaders, 'security-reader', 'security-administrator'), permissions: managers },
    write: { roles: roles('exchange-administrator'), permissions: managers },
  },
  mailbox: {
    meaning: 'mailboxes: Authenticated SMTP, aliases, limits, permissions on them',
    read: { roles: roles(...exchangeReaders), permissions: managers },
    write: { roles: roles('exchange-administrator'), permissions: managers },
  },
  application: {
    meaning: 'applications, their secrets, consent',
    read: {
      roles: roles('application-administrator', 'global-reader', 'exchange-administrator'),
      permissions: ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All', ...managers],
    },
    write: {
      roles: roles('application-administrator'),
      permissions: ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', ...ownApi],
    },
  },
  consent: {
    meaning: 'what applications may do on their own: application permissions, directory roles of service principals',
    read: {
      roles: roles('application-administrator', 'global-reader'),
      permissions: [
        'Application.Read.All',
        'Application.ReadWrite.All',
        'AppRoleAssignment.ReadWrite.All',
        'Directory.Read.All',
        ...ownApi,
      ],
    },
    write: { roles: roles(), permissions: ['AppRoleAssignment.ReadWrite.All', ...ownApi] },
  },
  'delegated-consent': {
    meaning: 'what applications may do on behalf of every user: delegated permissions',
    read: {
      roles: roles('application-administrator', 'global-reader'),
      permissions: [
        'Application.Read.All',
        'Application.ReadWrite.All',
        'Directory.Read.All',
        'DelegatedPermissionGrant.ReadWrite.All',
        ...ownApi,
      ],
    },
    write: {
      roles: roles('application-administrator'),
      permissions: ['DelegatedPermissionGrant.ReadWrite.All', ...ownApi],
    },
  },
  role: {
    meaning: 'who holds which role',
    read: {
      roles: roles(...securityReaders),
      permissions: ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', ...ownApi],
    },
    write: { roles: roles(), permissions: ['RoleManagement.ReadWrite.Directory', ...ownApi] },
  },
  'sign-in-log': {
    meaning: 'the sign-in log and the traces in it',
    read: {
      roles: roles(...securityReaders, 'reports-reader', 'exchange-administrator', 'authentication-administrator'),
      permissions: ['AuditLog.Read.All', ...ownApi],
    },
    write: { roles: [], permissions: [] },
  },
  'trusted-issuer': {
    meaning: 'issuers of other houses whose tokens sign in to mailboxes',
    read: { roles: roles(...securityReaders), permissions: ownApi },
    write: { roles: roles(), permissions: ownApi },
  },
  'audit-log': {
    meaning: 'the audit log',
    read: { roles: roles(...securityReaders, 'reports-reader'), permissions: ['AuditLog.Read.All', ...ownApi] },
    write: { roles: [], permissions: [] },
  },
  message: {
    meaning: 'message trace and the queue; writing: retry, hold, release, cancel',
    read: { roles: roles(...exchangeReaders, 'security-administrator', 'security-reader'), permissions: managers },
    write: { roles: roles('exchange-administrator'), permissions: managers },
  },
  'message-content': {
    meaning: 'the content of mail in the spool',
    read: { roles: roles('exchange-administrator'), permissions: ownApi },
    write: { roles: [], permissions: [] },
  },
  watch: {
    meaning: 'live SMTP dialogues, without secrets and without the content of mail',
    read: { roles: roles('exchange-administrator'), permissions: ownApi },
    write: { roles: [], permissions: [] },
  },
  'sign-in-test': {
    meaning:
      "signing in as a user at the service's own SMTP door, with a password that one has, to see what is answered",
    read: { roles: [], permissions: [] },
    write: {
      roles: roles('exchange-administrator', 'user-administrator', 'authentication-administrator'),
      permissions: ownApi,
    },
  },
  'doctor-hosts': {
    meaning: 'having the service connect to a mail server elsewhere, of those that its operator names, and examine it',
    read: { roles: roles('exchange-administrator'), permissions: ownApi },
    write: { roles: [], permissions: [] },
  },
  tenant: {
    meaning: 'tenants: that they are there, their names and domains',
    read: {
      roles: everyRole,
      permissions: ['Organization.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All', ...managers],
    },
    write: { roles: ['platform-operator'], permissions: ownApi },
  },
  service: {
    meaning: 'configuration, connectors and health of the service; not of one tenant',
    read: { roles: ['platform-operator'], permissions: ownApi },
    write: { roles: ['platform-operator'], permissions: ownApi },
  },
  backup: {
    // Whoever holds one holds the mail and the keys of every tenant: as much as the owner of the data directory, and nobody else.
    meaning: 'backups of the whole service, with the mail and the keys of all tenants',
    read: { roles: [], permissions: [] },
    write: { roles: [], permissions: [] },
  },
} as const satisfies Record<string, Row>;

export type AccessVerdict =
  /** `role`: the one that opened it; null where none was needed. */
  | { readonly kind: 'allowed'; readonly role: AdministratorRole | null }
  /** It is somebody else's tenant: to this actor there is nothing there. */
  | { readonly kind: 'invisible' }
  | { readonly kind: 'role-missing'; readonly anyOf: readonly AdministratorRole[] }
  | { readonly kind: 'permission-missing'; readonly anyOf: readonly Permission[] };

/** Whether `actor` may read or write an area of a tenant; `tenantId` null: of the service as a whole. */
export function accessTo(area: Area, access: Access, actor: Actor, tenantId: string | null): AccessVerdict {
  if (actor.kind === 'local' || actor.kind === 'system') return { kind: 'allowed', role: null };
  const openers: Openers = areas[area][access];
  const everywhere = actor.roles.includes('platform-operator') && openers.roles.includes('platform-operator');
  const elsewhere = tenantId !== actor.tenantId;
  if (elsewhere && tenantId !== null && !everywhere) return { kind: 'invisible' };
  const carried = openers.permissions.filter((permission) => actor.permissions.includes(permission));
  if (carried.length === 0) return { kind: 'permission-missing', anyOf: openers.permissions };
  const opening = elsewhere ? openers.roles.filter((each) => each === 'platform-operator') : openers.roles;
  const role = opening.find((each) => actor.roles.includes(each)) ?? null;
  const needsRole = elsewhere || actor.kind === 'user' || carried.every((permission) => unspecific.has(permission));
  return needsRole && role === null ? { kind: 'role-missing', anyOf: opening } : { kind: 'allowed', role };
}

/** Whoever may write this area may give the role, and take it back. */
export function areaGiving(role: AdministratorRole): Area {
  // Whoever runs the service is appointed by those who do, not by the administrators of one tenant.
  return role === 'platform-operator' ? 'service' : 'role';
}

/** Whether a person may read of themselves, whatever role they hold. */
export function mayReadSelf(actor: Actor): boolean {
  return actor.kind === 'user' && actor.permissions.includes('User.Read');
}
