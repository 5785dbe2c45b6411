/** Answers the SMTP session's questions: who may connect, who has signed in, and what becomes of a message. */
import type { SignInFacts } from '../directory/directory-store.ts';
import type { Clock } from '../lib/clock.ts';
import type { MessageSpool } from '../queue/message-spool.ts';
import type { QueueStore } from '../queue/queue-store.ts';
import type { SignInLog } from '../sign-in/sign-in-log.ts';
import type { Envelope } from '../smtp/codec/envelope.ts';
import type { ReplyName } from '../smtp/replies.ts';
import type { Credentials } from '../smtp/sasl/credentials.ts';
import type { ScramServerCredential } from '../smtp/sasl/mechanism.ts';
import type { ClientFacts, SessionHost } from '../smtp/server/session-host.ts';
import type { MailboxUsage } from './mailbox-usage.ts';
import { type AssemblyOptions, MessageAssembly } from './message-assembly.ts';
import type { SubmitMessage } from './submit-message.ts';
import { type Submitter, submitterOf } from './submitter.ts';
import { receivedField } from './trace-fields.ts';

export interface SessionAnswersOptions {
  readonly signIn: (request: {
    credentials: Credentials;
    client: ClientFacts;
  }) => Promise<{ allowed: true; facts: SignInFacts; opensMailbox: boolean } | { allowed: false; reply: ReplyName }>;
  readonly scramCredential: (login: string) => Promise<ScramServerCredential>;
  readonly spool: MessageSpool;
  readonly queue: QueueStore;
  readonly log: SignInLog;
  /** What the mailboxes have used, and the use case; every door shares them. */
  readonly usage: MailboxUsage;
  readonly submit: SubmitMessage;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The name in Received and Message-ID fields. */
  readonly host: string;
  readonly maximumHeaderBytes: number;
  readonly sessionsPerAddress: number;
  readonly sessions: number;
}

/** The identity of a session: the submitter, as this one connection. */
export interface SignedIn {
  readonly submitter: Submitter;
}

const dayMs = 86_400_000;

export function createSessionAnswers(options: SessionAnswersOptions): SessionHost<SignedIn> {
  const { clock, queue, usage } = options;
  const byAddress = new Map<string, number>();
  let sessions = 0;

  return {
    connected({ address }) {
      const count = byAddress.get(address) ?? 0;
      if (count >= options.sessionsPerAddress) return { kind: 'refused', reply: 'tooManySessions' };
      if (sessions >= options.sessions) return { kind: 'refused', reply: 'serviceFull' };
      byAddress.set(address, count + 1);
      sessions += 1;
      return { kind: 'ok' };
    },

    scramCredential: options.scramCredential,

    async signIn(credentials, client) {
      const result = await options.signIn({ credentials, client });
      if (!result.allowed) return { kind: 'refused', reply: result.reply };
      const submitter = submitterOf(result.facts, result.opensMailbox);
      const identity: SignedIn = { submitter };
      await usage.signedIn(submitter, identity, () => queue.recipientsSince(submitter.userId, clock() - dayMs));
      const { recipientsPerMessage: recipients, messageSizeBytes: messageBytes } = submitter.limits;
      return { kind: 'allowed', identity, limits: { recipients, messageBytes } };
    },

    message: (envelope, identity, client) => new MessageAssembly(assemblyOf(envelope, identity, client, options)),

    disconnected({ address }, identity) {
      const count = byAddress.get(address) ?? 0;
      if (count <= 1) byAddress.delete(address);
      else byAddress.set(address, count - 1);
      sessions -= 1;
      if (identity !== null) usage.signedOut(identity.submitter, identity);
    },
  };
}

/** What becomes of one message of a session. */
function assemblyOf(
  envelope: Envelope,
  identity: SignedIn,
  client: ClientFacts,
  { newId, clock, log, host, spool, submit, maximumHeaderBytes }: SessionAnswersOptions,
): AssemblyOptions {
  const id = newId();
  const { sessionId } = client;
  const { tenantId, userId } = identity.submitter;
  return {
    id,
    envelope,
    submitter: identity.submitter,
    connection: identity,
    sessionId,
    origin: null,
    mayWait: true,
    keepsCopy: true,
    body: spool.open(),
    host,
    received: (at) => receivedField(client, host, id, envelope.smtpUtf8, at),
    maximumHeaderBytes,
    submit,
    now: clock,
    refused({ reply, because }) {
      const { reversePath } = envelope;
      log.recordRefusal({ id: newId(), sessionId, at: clock(), tenantId, userId, reply, because, reversePath });
    },
  };
}
