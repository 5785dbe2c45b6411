/** What lies in the folders of a mailbox, and what can be asked of it without opening a message. */
import type { Condition, TextTest } from '../lib/condition.ts';

export const mailFolders = ['drafts', 'inbox', 'sentitems'] as const;
export type MailFolder = (typeof mailFolders)[number];

/** A draft, a copy in Sent Items, or mail that was captured for the mailbox. */
export interface MailItem {
  readonly folder: MailFolder;
  /** Of the draft, or of the message. */
  readonly id: string;
  /** When it was accepted, or the draft was made. */
  readonly at: number;
  /** Decoded; its beginning. */
  readonly subject: string;
  /** Without brackets; empty: a draft, which has none yet. */
  readonly internetMessageId: string;
}

export type MailText = 'subject' | 'from' | 'internetMessageId';

export type MailCondition = Condition<MailTest>;

/** What a store can tell of an item by its tables alone. */
export type MailTest =
  | { readonly kind: 'text'; readonly of: MailText; readonly test: TextTest; readonly value: string }
  /** Milliseconds since 1970, UTC; both ends belong to it. */
  | { readonly kind: 'between'; readonly from: number; readonly to: number }
  | { readonly kind: 'folder'; readonly folder: MailFolder };

export interface MailSearch {
  readonly userId: string;
  readonly folders: readonly MailFolder[];
  readonly condition: MailCondition;
  /** By `at`. */
  readonly descending: boolean;
  /** Only what comes after this one in the order; null: from the beginning. */
  readonly after: Pick<MailItem, 'at' | 'folder' | 'id'> | null;
  readonly skip: number;
  readonly limit: number;
}

export interface MailItems {
  search(search: MailSearch): Promise<MailItem[]>;
  count(search: Pick<MailSearch, 'userId' | 'folders' | 'condition'>): Promise<number>;
  find(userId: string, folder: MailFolder, id: string): Promise<MailItem | null>;
}
