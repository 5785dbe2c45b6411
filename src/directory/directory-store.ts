/** What the directory needs of a store. `store/directory-store.ts` implements it. */
import type { AdministratorRole } from './administrator-role.ts';
import type { NewAuditEntry } from './audit-log.ts';
import type { AuthenticationMethod } from './authentication-method.ts';
import type { MailboxPermission } from './mailbox-permission.ts';
import type { AppPassword, Tenant, User } from './nouns.ts';
import type { SettingsInForce, TenantSettings, UserSettings } from './settings.ts';
import type { UserCount, UserFilter, UserListQuery, UserPage } from './user-list.ts';
import type { UserCondition, UserSearch, UserWithSettings } from './user-search.ts';

/** Verifiers of one password. `password` is an argon2id PHC string; `scram` is there where SCRAM may be used with it. */
export interface Verifiers {
  readonly password: string;
  readonly scram: ScramVerifier | null;
}

/** RFC 5802 §3, for SHA-256; all values base64. */
export interface ScramVerifier {
  readonly salt: string;
  readonly iterations: number;
  readonly storedKey: string;
  readonly serverKey: string;
}

/** An app password together with its verifiers. */
export interface AppPasswordWithVerifiers extends AppPassword {
  readonly verifiers: Verifiers;
}

/** Everything that a sign-in of one user turns on, read at one moment. */
export interface SignInFacts {
  readonly tenant: Tenant;
  readonly tenantSettings: SettingsInForce<TenantSettings>;
  readonly user: User;
  readonly userSettings: SettingsInForce<UserSettings>;
  readonly verifiers: Verifiers | null;
  readonly appPasswords: readonly AppPasswordWithVerifiers[];
  /** Second factors that the user has registered. */
  readonly methods: readonly AuthenticationMethod[];
  /** Mailboxes (addresses and aliases, lower case) for which this user holds Send As. */
  readonly sendAs: readonly string[];
}

/** The new value of one setting of a tenant or a user. */
export interface SettingChange {
  readonly scope: 'tenant' | 'user';
  readonly scopeId: string;
  readonly name: keyof TenantSettings | keyof UserSettings;
  /** `undefined`: back to the default. */
  readonly value: unknown;
  /** The value in force that it was read with: where another one is in force by now, nothing of the request is changed. */
  readonly expected?: unknown;
  /** Of a tenant's setting: where a user of the tenant has this value in a setting of theirs, nothing is changed. */
  readonly unlessUserHas?: { readonly name: keyof UserSettings; readonly value: unknown };
}

/** Which users a page of a list holds. */
export interface UserQuery {
  /** Null: of every tenant. */
  readonly tenantId: string | null;
  /** Only those whose principal name comes after this one. */
  readonly after: string | null;
  readonly limit: number;
}

/**
 * Tenants, users, settings, app passwords and permissions on mailboxes.
 *
 * Whatever changes something takes the head of its entry in the audit log, and writes both in one transaction.
 */
export interface DirectoryStore {
  /** The user with this principal name or alias (any case), and all that a sign-in turns on; null: there is none. */
  signInFacts(login: string): Promise<SignInFacts | null>;

  addTenant(tenant: Tenant, entry: NewAuditEntry): Promise<'added' | 'domain-taken'>;
  listTenants(): Promise<Tenant[]>;
  /** By id or domain. */
  findTenant(idOrDomain: string): Promise<Tenant | null>;
  settingsOfTenant(tenantId: string): Promise<SettingsInForce<TenantSettings>>;

  /** `also`: settings that are not at their default, and roles that are held, from the first moment. */
  addUser(
    user: User,
    verifiers: Verifiers | null,
    entry: NewAuditEntry,
    also?: { readonly settings: readonly SettingChange[]; readonly roles: readonly AdministratorRole[] },
  ): Promise<'added' | 'address-taken' | 'domain-unknown' | 'changed-meanwhile'>;
  /** Ordered by principal name. */
  listUsers(query: UserQuery): Promise<User[]>;
  countUsers(tenantId: string): Promise<number>;
  pageOfUsers(query: UserListQuery): Promise<UserPage>;
  countListedUsers(filter: UserFilter): Promise<UserCount>;
  searchUsers(search: UserSearch): Promise<UserWithSettings[]>;
  countFoundUsers(tenantId: string, condition: UserCondition): Promise<number>;
  /** By id, principal name or alias. */
  findUser(login: string): Promise<User | null>;
  /** Names and addresses; the id tells which user. `also` is changed with them: all of it or nothing. */
  updateUser(
    user: User,
    entry: NewAuditEntry,
    also?: { readonly verifiers: Verifiers | null; readonly settings: readonly SettingChange[] },
  ): Promise<'updated' | 'address-taken' | 'domain-unknown' | 'changed-meanwhile' | 'last-administrator'>;
  /** `last-administrator`: nobody could administer the tenant any more, and nothing was changed. */
  removeUser(userId: string, entry: NewAuditEntry): Promise<'removed' | 'last-administrator'>;
  settingsOfUser(userId: string): Promise<SettingsInForce<UserSettings>>;
  setVerifiers(userId: string, verifiers: Verifiers, entry: NewAuditEntry): Promise<void>;

  /** All of them or none. What is so already is left alone, with who set it. */
  changeSettings(
    changes: readonly SettingChange[],
    entry: NewAuditEntry,
  ): Promise<'changed' | 'changed-meanwhile' | 'last-administrator'>;
  /** Users of the tenant whose own setting has this value, ordered by principal name; at most `limit`. */
  listUsersWithSetting(tenantId: string, name: keyof UserSettings, value: unknown, limit: number): Promise<User[]>;

  /** Refused when the user has `maximumAppPasswords` already. */
  addAppPassword(appPassword: AppPassword, verifiers: Verifiers, entry: NewAuditEntry): Promise<'added' | 'too-many'>;
  listAppPasswords(userId: string): Promise<AppPassword[]>;
  removeAppPassword(userId: string, idOrName: string, entry: NewAuditEntry): Promise<boolean>;
  appPasswordUsed(id: string, at: number): void;

  /** `trusteeId` may use the mailbox with this right from now on, or no longer. */
  setMailboxPermission(permission: MailboxPermission, granted: boolean, entry: NewAuditEntry): Promise<void>;
  listMailboxPermissions(mailboxUserId: string): Promise<MailboxPermission[]>;
}
