/** Who may use a mailbox that is not theirs. */

export type MailboxRight = 'FullAccess' | 'SendAs';

export interface MailboxPermission {
  readonly mailboxUserId: string;
  /** A user, or the object id of a service principal as Exchange knows it. */
  readonly trusteeId: string;
  readonly right: MailboxRight;
}
