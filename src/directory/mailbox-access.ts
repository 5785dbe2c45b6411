/**
 * Who may open a mailbox through an API that serves its owner: no role of administration counts here, in neither direction.
 * A person opens their own mailbox, and those they hold FullAccess for; an application every mailbox that its scope lets it.
 */
import type { Actor } from './actor.ts';
import type { Permission } from './permission.ts';

/** `read-basic`: what mail there is, but not what is in it. */
export type MailboxAccess = 'send' | 'read-basic' | 'read' | 'write';

const reading = ['Mail.Read', 'Mail.ReadWrite'] as const;

/** Permissions of a token that open a mailbox; any one of them. */
export const mailPermissions: Readonly<Record<MailboxAccess, readonly Permission[]>> = {
  send: ['Mail.Send'],
  'read-basic': ['Mail.ReadBasic', 'Mail.ReadBasic.All', ...reading],
  read: reading,
  write: ['Mail.ReadWrite'],
};

/** Whether the token opens what is in the mail as well, in mailboxes that it opens at all. */
export function readsContents(actor: Actor): boolean {
  return 'permissions' in actor && mailPermissions.read.some((permission) => actor.permissions.includes(permission));
}

export interface MailboxFacts {
  readonly tenantId: string;
  readonly userId: string;
  /** Ids of those who hold FullAccess for it. */
  readonly fullAccess: readonly string[];
  /** Whether the asking application's scope holds the mailbox; true where nothing restricts it. */
  readonly inScope: boolean;
}

export type MailboxVerdict =
  | { readonly kind: 'allowed' }
  /** It is another tenant's: to this caller there is nothing there. */
  | { readonly kind: 'invisible' }
  | { readonly kind: 'permission-missing'; readonly anyOf: readonly Permission[] }
  | { readonly kind: 'not-theirs' }
  | { readonly kind: 'out-of-scope' };

/**
 * To send needs no right to the mailbox here: whether a person may stand as its address is what Send As says
 * (send-as.ts), and the message is theirs.
 */
export function mailboxAccess(access: MailboxAccess, actor: Actor, mailbox: MailboxFacts): MailboxVerdict {
  if (actor.kind === 'local' || actor.kind === 'system') return { kind: 'not-theirs' };
  if (actor.tenantId !== mailbox.tenantId) return { kind: 'invisible' };
  const anyOf = mailPermissions[access];
  if (!anyOf.some((permission) => actor.permissions.includes(permission))) return { kind: 'permission-missing', anyOf };
  if (actor.kind === 'application') return mailbox.inScope ? { kind: 'allowed' } : { kind: 'out-of-scope' };
  const theirs = actor.id === mailbox.userId || mailbox.fullAccess.includes(actor.id);
  return theirs || access === 'send' ? { kind: 'allowed' } : { kind: 'not-theirs' };
}
