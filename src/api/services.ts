/** What the HTTP doors need of the rest of the service. */
import type { Administration } from '../administration/administration.ts';
import type { BackupAdministration } from '../administration/backups.ts';
import type { ChosenPasswords } from '../administration/chosen-passwords.ts';
import type { ConfigurationAdministration } from '../administration/configuration.ts';
import type { ConnectorAdministration } from '../administration/connectors.ts';
import type { HealthAdministration } from '../administration/health.ts';
import type { HostExaminationAdministration } from '../administration/host-examinations.ts';
import type { LimitAdministration } from '../administration/limits.ts';
import type { OverviewAdministration } from '../administration/overview.ts';
import type { SetupAdministration } from '../administration/setup.ts';
import type { SignInTestAdministration } from '../administration/sign-in-tests.ts';
import type { WatchAdministration } from '../administration/watch.ts';
import type { ApplicationStore } from '../directory/application-store.ts';
import type { DirectoryStore, Verifiers } from '../directory/directory-store.ts';
import type { User } from '../directory/nouns.ts';
import type { SmtpDoor } from '../doctor/fix/sign-in-as-device.ts';
import type { Clock } from '../lib/clock.ts';
import type { MailItems } from '../mailbox/mail-item.ts';
import type { MessageSpool } from '../queue/message-spool.ts';
import type { QueueStore } from '../queue/queue-store.ts';
import type { SignInLog } from '../sign-in/sign-in-log.ts';
import type { AttachmentUploads } from '../submission/attachment-uploads.ts';
import type { Drafts } from '../submission/drafts.ts';
import type { OpenMailbox } from '../submission/open-mailbox.ts';
import type { SendMail } from '../submission/send-mail.ts';
import type { ChangeHub } from '../watch/change-hub.ts';
import type { BearerParts } from './bearer-caller.ts';
import type { RequestLimiter } from './request-limiter.ts';

/** Mailboxes, to those who may open them. */
export interface MailServices {
  readonly open: OpenMailbox;
  readonly send: SendMail;
  readonly drafts: Drafts;
  readonly items: MailItems;
  readonly uploads: AttachmentUploads;
}

export interface Services {
  /** What makes a bearer token a caller. */
  readonly bearer: BearerParts;
  readonly requestLimiter: RequestLimiter;
  readonly administration: Administration;
  /** The same rules over transactions that are taken back: for what is only to be tried. */
  readonly rehearsal: Administration;
  readonly watch: WatchAdministration;
  readonly changes: ChangeHub;
  /** How often whoever looks on is asked whether they still may. */
  readonly watchHeartbeatMs: number;
  readonly backups: BackupAdministration;
  readonly configuration: ConfigurationAdministration;
  readonly limits: LimitAdministration;
  readonly connectors: ConnectorAdministration;
  readonly health: HealthAdministration;
  /** The set-up link leads to the main door, whichever it is asked for at. */
  readonly setup: { readonly administration: SetupAdministration; readonly baseUrl: () => string };
  readonly overview: OverviewAdministration;
  readonly hostExaminations: HostExaminationAdministration;
  readonly signInTests: SignInTestAdministration;
  /** Where a device signs in here; null: nowhere. */
  readonly submissionDoor: () => SmtpDoor | null;
  readonly directory: DirectoryStore;
  readonly applications: ApplicationStore;
  /** How clients reach the HTTP doors. */
  readonly publicUrl: () => string;
  readonly signInLog: SignInLog;
  readonly queue: QueueStore;
  readonly spool: MessageSpool;
  readonly mail: MailServices;
  readonly chosenPasswords: ChosenPasswords;
  /** It serves SCRAM too where the user's own password does: one login has one salt. */
  readonly newAppPassword: (user: User) => Promise<{ readonly password: string; readonly verifiers: Verifiers }>;
  readonly clock: Clock;
}
