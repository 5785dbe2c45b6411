/** What those who look after a tenant's mail see at a glance: counts by the hour, and who sends, is refused, or has gone silent. */

/** Of an hour or a day. Messages are counted when they are accepted, recipients when something becomes of them. */
export interface MailCount {
  /** The beginning, in milliseconds since 1970. */
  readonly at: number;
  /** Messages. */
  readonly accepted: number;
  /** Recipients, here and below. */
  readonly delivered: number;
  readonly failed: number;
  /** Attempts that are to be repeated. */
  readonly deferred: number;
}

/** Sign-ins at the SMTP door to accounts that there are. */
export interface SignInCount {
  readonly at: number;
  /** Null: they were let in. */
  readonly gate: string | null;
  readonly attempts: number;
}

export interface LastMail {
  readonly acceptedAt: number | null;
  readonly deliveredAt: number | null;
  readonly failedAt: number | null;
}

/** `sending`: it sent or was let in of late. `refused`: it was refused after that. `silent`: it sent before, and no more. */
export type Standing = 'sending' | 'refused' | 'silent';

export interface Identity {
  readonly userId: string;
  readonly userPrincipalName: string;
  /** Messages through any door; sign-ins at the SMTP door. Null: none of the last 31 days. */
  readonly sentAt: number | null;
  readonly allowedAt: number | null;
  readonly refusedAt: number | null;
  /** Of the last refusal. */
  readonly gate: string | null;
  readonly sessionId: string | null;
  /** Of the last sign-in. */
  readonly address: string | null;
}

export interface IdentityQuery {
  /** Null: of every tenant. */
  readonly tenantId: string | null;
  readonly now: number;
  /** Who has not sent for so long is silent. */
  readonly silentMs: number;
  /** Whether messages count; false: sign-ins alone. */
  readonly withMail: boolean;
  /** Named of each standing, those seen last. */
  readonly limit: number;
}

export type Identities = Readonly<
  Record<Standing, { readonly count: number; readonly identities: readonly Identity[] }>
>;

export interface WaitingMail {
  readonly state: string;
  readonly recipients: number;
  readonly oldestAt: number;
}

export interface MailFigures {
  /** Hours from `from` on that have something, in their order. */
  mail(tenantId: string | null, from: number): Promise<readonly MailCount[]>;
  signIns(tenantId: string | null, from: number): Promise<readonly SignInCount[]>;
  lastMail(tenantId: string | null): Promise<LastMail>;
  identities(query: IdentityQuery): Promise<Identities>;
  /** Who waits for delivery or for an operator, among those who are due first. */
  waiting(tenantId: string | null): Promise<readonly WaitingMail[]>;
  /** Lets go of what is from before `before`. */
  purge(before: number): Promise<void>;
}
