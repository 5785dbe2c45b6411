/** A message as a person or an application writes it, before it is MIME. */

export interface MailAddress {
  /** Empty: none. */
  readonly name: string;
  readonly address: string;
}

export interface MailMessage {
  readonly subject: string;
  readonly body: { readonly contentType: 'text' | 'html'; readonly content: string };
  /** Null: the mailbox itself. */
  readonly from: MailAddress | null;
  readonly sender: MailAddress | null;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly importance: 'low' | 'normal' | 'high';
  /** Names begin with `x-`. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

export interface AttachmentFacts {
  readonly name: string;
  readonly contentType: string;
  readonly isInline: boolean;
  /** What the body refers to as `cid:`; null: nothing does. */
  readonly contentId: string | null;
}

export const emptyMessage: MailMessage = {
  subject: '',
  body: { contentType: 'text', content: '' },
  from: null,
  sender: null,
  to: [],
  cc: [],
  bcc: [],
  replyTo: [],
  importance: 'normal',
  headers: [],
};
