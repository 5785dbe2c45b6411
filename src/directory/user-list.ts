/** A list of users as people look through it: narrowed by what is typed and by a few settings, page after page. */
import type { UserSettings } from './settings.ts';
import type { UserWithSettings } from './user-search.ts';

/** What is left out is not asked for. */
export interface UserFilter {
  /** Null: of every tenant. */
  readonly tenantId: string | null;
  /** A part of the principal name, the display name or an alias, in any case. */
  readonly search?: string;
  /** Values in force of the user's own settings. */
  readonly settings?: Partial<Pick<UserSettings, FilteredSetting>>;
}

export type FilteredSetting = 'accountEnabled' | 'licensed' | 'mailboxSmtpAuth' | 'perUserMfa';

export interface UserListQuery extends UserFilter {
  /** Only those whose principal name comes after this one; null: from the beginning. */
  readonly after: string | null;
  readonly limit: number;
}

export interface UserPage {
  /** Ordered by principal name. */
  readonly users: readonly UserWithSettings[];
  /** The page after this one comes `after` it; null: there is none. Where few are found, a page may be short and have one. */
  readonly next: string | null;
}

export interface UserCount {
  readonly users: number;
  /** False: there are at least so many; no more were looked at. */
  readonly isWhole: boolean;
}

/** Settings of a user that a list shows. */
export const listedSettings = [
  'accountEnabled',
  'licensed',
  'mailboxSmtpAuth',
  'perUserMfa',
  'sendingRestriction',
  'authenticationPolicy',
] as const satisfies readonly (keyof UserSettings)[];

export type ListedSettings = Pick<UserSettings, (typeof listedSettings)[number]>;
