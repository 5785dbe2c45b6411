/** Which users somebody looks for: a condition that a store can carry out itself, so that a page of a large tenant stays cheap. */
import type { Condition, TextTest } from '../lib/condition.ts';
import type { User } from './nouns.ts';
import type { SettingsInForce, UserSettings } from './settings.ts';
import type { ProfileProperty } from './user-profile.ts';

/** Texts of a user that a condition can be about. */
export type UserText = 'id' | 'userPrincipalName' | 'displayName' | ProfileProperty;
export type UserFlag = 'accountEnabled' | 'licensed';

export type UserCondition = Condition<UserTest>;

export type UserTest =
  /** What is not known of a user is the empty text. */
  | { readonly kind: 'text'; readonly of: UserText; readonly test: TextTest; readonly value: string }
  /** One of the addresses of the mailbox, in the form `smtp:ann@x.example`. */
  | { readonly kind: 'address'; readonly test: TextTest; readonly value: string }
  /** Milliseconds since 1970, UTC; both ends belong to it. */
  | { readonly kind: 'created'; readonly from: number; readonly to: number }
  | { readonly kind: 'flag'; readonly of: UserFlag; readonly value: boolean };

export type UserOrder = 'userPrincipalName' | 'displayName' | 'createdAt';

export interface UserSearch {
  readonly tenantId: string;
  readonly condition: UserCondition;
  readonly orderBy: UserOrder;
  readonly descending: boolean;
  /** What the last user of the page before is ordered by, and its id; null: from the beginning. */
  readonly after: readonly [value: string | number, id: string] | null;
  readonly limit: number;
}

/** A user, and the settings in force of the account and mailbox. */
export interface UserWithSettings {
  readonly user: User;
  readonly settings: SettingsInForce<UserSettings>;
}
