/** The audit log: every change with who made it, what it was before and after, and whether it was taken back. */

import type { auditActions } from '../contract/words.ts';
import type { AdministrativeDoor } from './actor.ts';
import type { AdministratorRole } from './administrator-role.ts';
import type { AlteredRow } from './altered-row.ts';

export type AuditAction = (typeof auditActions)[number];

export interface AuditTarget {
  readonly kind: 'tenant' | 'user' | 'application' | 'service-principal' | 'message' | 'change' | 'service';
  readonly id: string;
  readonly name: string;
}

export interface AuditActor {
  readonly kind: 'user' | 'application' | 'local' | 'system';
  readonly id: string;
  readonly name: string;
}

/** The head of an entry: all but what the change itself turns out to alter. */
export interface NewAuditEntry {
  readonly id: string;
  readonly at: number;
  /** Null: it concerns no one tenant. */
  readonly tenantId: string | null;
  readonly actor: AuditActor;
  /** The role that allowed it, where one was needed. */
  readonly role: AdministratorRole | null;
  readonly door: AdministrativeDoor;
  readonly address: string;
  readonly correlationId: string;
  readonly action: AuditAction;
  readonly target: AuditTarget;
  /** When the change is put back by itself; null: it stays. */
  readonly until: number | null;
}

/** One thing that an entry altered. A secret is shown as `set`, never itself. */
export interface AuditedChange {
  /** `setting`, `user`, `application` …: what kind of thing. */
  readonly of: string;
  /** The name of the setting or of the field. */
  readonly name: string;
  /** Null: it was not there, or at its default. */
  readonly before: unknown;
  readonly after: unknown;
}

export interface AuditEntry extends NewAuditEntry {
  readonly changes: readonly AuditedChange[];
  /** The entry that this one takes back. */
  readonly undoOf: string | null;
  /** The entry that took this one back. */
  readonly undoneBy: string | null;
}

export interface AuditQuery {
  /** Null: of every tenant. */
  readonly tenantId: string | null;
  /** Id or name of the actor, any case. */
  readonly actor?: string;
  /** Id or name of the target, any case. */
  readonly target?: string;
  readonly action?: AuditAction;
  readonly address?: string;
  readonly correlationId?: string;
  /** Milliseconds since 1970, both included. */
  readonly from?: number;
  readonly to?: number;
  /** Only entries older than this one: the id of the last of the page before. */
  readonly olderThan?: string;
  readonly limit: number;
}

export type UndoResult =
  | { readonly kind: 'undone'; readonly entry: AuditEntry }
  | { readonly kind: 'unknown' }
  /** It was taken back before, by this entry. */
  | { readonly kind: 'undone-already'; readonly by: AuditEntry }
  /** Something newer stands on it: the newest entry that altered the same thing later. */
  | { readonly kind: 'superseded'; readonly by: AuditEntry | null }
  /** All of it is as it was before already. */
  | { readonly kind: 'as-before' }
  /** It cannot be put back, for instance since an address belongs to somebody else now. */
  | { readonly kind: 'impossible' }
  /** Nobody could administer the tenant any more. */
  | { readonly kind: 'last-administrator' };

export interface EndResult {
  /**
   * `superseded`: something newer stands on it, or on a part of it, and goes back from now on to what was before this one.
   * `taken-back`: somebody did so before. `impossible` and `last-administrator`: as of an undo; it stays due.
   */
  readonly kind: 'put-back' | 'superseded' | 'taken-back' | 'impossible' | 'last-administrator';
}

export interface AuditLog {
  /** Keeps an entry of something that alters nothing, and still ought to be known. */
  note(entry: NewAuditEntry): Promise<void>;
  find(id: string): Promise<AuditEntry | null>;
  /** Newest first. */
  list(query: AuditQuery): Promise<AuditEntry[]>;
  /** The rows that the entry `id` altered, in that order, each with what it goes back to; none where it altered nothing. */
  rowsOf(id: string): Promise<AlteredRow[]>;
  /** Takes back all that the entry `id` altered, as a change of its own; all of it or nothing. */
  undo(id: string, by: NewAuditEntry): Promise<UndoResult>;
  /** Entries whose end has come and that still stand, oldest first. */
  dueToEnd(at: number, limit: number): Promise<AuditEntry[]>;
  /** Entries whose end is to come, the next first. */
  willEnd(limit: number): Promise<AuditEntry[]>;
  /** The time of the next end; null: none is to come. */
  nextEnd(): Promise<number | null>;
  /** Puts back what of the entry `id` nothing newer stands on, and lets what does stand there go back to what was before it. */
  end(id: string, by: NewAuditEntry): Promise<EndResult>;
  /** Removes entries older than `before`, at most `limit`; how many went. */
  purge(before: number, limit: number): Promise<number>;
}
