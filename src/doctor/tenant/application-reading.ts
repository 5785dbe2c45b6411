/** Applications that send mail, as far as they could be read. Pure. */
import type { Read } from './tenant-reading.ts';

/** Permissions that an application sends mail with: at the SMTP door, and through Graph. */
export const mailPermissions = {
  exchange: ['SMTP.SendAsApp', 'SMTP.Send'],
  graph: ['Mail.Send'],
} as const;

export interface ApplicationCredential {
  readonly kind: 'secret' | 'certificate';
  /** As its owner called it; may be empty. */
  readonly name: string;
  /** Milliseconds since 1970; null: it is not told. */
  readonly endsAt: number | null;
}

export interface MailApplication {
  /** The client id. */
  readonly appId: string;
  readonly displayName: string;
  /** Object id of the registration; null: it is registered in another tenant, or nowhere. */
  readonly registrationId: string | null;
  /** Object id of the service principal ("Enterprise application"); null: the tenant has none of it. */
  readonly principalId: string | null;
  readonly enabled: boolean;
  readonly credentials: Read<readonly ApplicationCredential[]>;
  /** Of `mailPermissions`, those that it holds on its own. */
  readonly ownPermissions: readonly string[];
  /** And those that it holds on behalf of people. */
  readonly delegatedPermissions: Read<readonly string[]>;
  /** Object ids under which Exchange was told of it. */
  readonly inExchange: Read<readonly string[]>;
  /** Whether it may open the mailbox that was asked about, and send as the address; null: none was asked about. */
  readonly fullAccess: Read<boolean> | null;
  readonly sendAs: Read<boolean> | null;
  /** What application access policies say of it and the mailbox, which hold for Graph. */
  readonly accessPolicy: Read<'granted' | 'denied'> | null;
}

export interface ApplicationSearch {
  /** The mailbox that it is to send from; null: none in particular. */
  readonly mailbox: string | null;
  /** The address that stands in From, where it is another one. */
  readonly from: string | null;
  /** Client id; null: all that may send mail. */
  readonly appId: string | null;
}

/** Applications that are read, those that may send mail first. */
export const maximumApplications = 50;
