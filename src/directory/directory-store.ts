/** What the directory needs of a store. `store/directory-store.ts` implements it. */
import type { AppPassword, Tenant, User } from './nouns.ts';
import type { SettingsInForce, TenantSettings, UserSettings } from './settings.ts';

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
  /** Mailboxes (addresses and aliases, lower case) for which this user holds Send As. */
  readonly sendAs: readonly string[];
}

/** A change of one setting of a tenant or a user. */
export interface SettingChange {
  readonly scope: 'tenant' | 'user';
  readonly scopeId: string;
  readonly name: keyof TenantSettings | keyof UserSettings;
  /** `undefined`: back to the default. */
  readonly value: unknown;
  readonly setBy: string;
}

export interface DirectoryStore {
  /** The user with this principal name or alias (any case), and all that a sign-in turns on; null: there is none. */
  signInFacts(login: string): Promise<SignInFacts | null>;

  addTenant(tenant: Tenant): Promise<'added' | 'domain-taken'>;
  listTenants(): Promise<Tenant[]>;
  /** By id or domain. */
  findTenant(idOrDomain: string): Promise<Tenant | null>;
  settingsOfTenant(tenantId: string): Promise<SettingsInForce<TenantSettings>>;

  addUser(user: User, verifiers: Verifiers | null): Promise<'added' | 'address-taken' | 'domain-unknown'>;
  /** Ordered by principal name. */
  listUsers(tenantId: string | null): Promise<User[]>;
  findUser(login: string): Promise<User | null>;
  removeUser(userId: string): Promise<void>;
  settingsOfUser(userId: string): Promise<SettingsInForce<UserSettings>>;
  setVerifiers(userId: string, verifiers: Verifiers): Promise<void>;
  /** Lets `trusteeId` send as the mailbox of `mailboxUserId`, or no longer. */
  setSendAs(mailboxUserId: string, trusteeId: string, granted: boolean): Promise<void>;

  changeSetting(change: SettingChange, at: number): Promise<void>;

  /** Refused when the user has `maximumAppPasswords` already. */
  addAppPassword(appPassword: AppPassword, verifiers: Verifiers): Promise<'added' | 'too-many'>;
  listAppPasswords(userId: string): Promise<AppPassword[]>;
  removeAppPassword(userId: string, idOrName: string): Promise<boolean>;
  appPasswordUsed(id: string, at: number): void;
}
