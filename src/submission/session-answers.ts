/** Answers the SMTP session's questions: who may connect, who has signed in, and what becomes of a message. */
import type { SignInFacts } from '../directory/directory-store.ts';
import type { Clock } from '../lib/clock.ts';
import type { Events } from '../observability/events.ts';
import type { MessageSpool } from '../queue/message-spool.ts';
import type { QueueStore } from '../queue/queue-store.ts';
import type { SignInLog } from '../sign-in/sign-in-log.ts';
import type { ReplyName } from '../smtp/replies.ts';
import type { Credentials } from '../smtp/sasl/credentials.ts';
import type { ScramServerCredential } from '../smtp/sasl/mechanism.ts';
import type { ClientFacts, SessionHost } from '../smtp/server/session-host.ts';
import { MailboxUsage } from './mailbox-usage.ts';
import { SmtpMessageSink } from './smtp-message-sink.ts';
import { createSubmitMessage } from './submit-message.ts';
import { type Submitter, submitterOf } from './submitter.ts';

export interface SessionAnswersOptions {
  readonly signIn: (request: {
    credentials: Credentials;
    client: ClientFacts;
  }) => Promise<{ allowed: true; facts: SignInFacts; opensMailbox: boolean } | { allowed: false; reply: ReplyName }>;
  readonly scramCredential: (login: string) => Promise<ScramServerCredential>;
  readonly spool: MessageSpool;
  readonly queue: QueueStore;
  readonly log: SignInLog;
  readonly events: Pick<Events, 'messageAccepted' | 'messageRefused' | 'fault'>;
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
  const { clock, newId, queue, log } = options;
  const usage = new MailboxUsage(clock);
  const submit = createSubmitMessage(usage, clock, options.events);
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

    message(envelope, identity, client) {
      const { submitter } = identity;
      return new SmtpMessageSink({
        id: newId(),
        envelope,
        submitter,
        connection: identity,
        client,
        body: options.spool.open(),
        host: options.host,
        maximumHeaderBytes: options.maximumHeaderBytes,
        submit,
        now: clock,
        refused: ({ reply, because }) =>
          log.recordRefusal({
            id: newId(),
            sessionId: client.sessionId,
            at: clock(),
            tenantId: submitter.tenantId,
            userId: submitter.userId,
            reply,
            because,
            reversePath: envelope.reversePath,
          }),
      });
    },

    disconnected({ address }, identity) {
      const count = byAddress.get(address) ?? 0;
      if (count <= 1) byAddress.delete(address);
      else byAddress.set(address, count - 1);
      sessions -= 1;
      if (identity !== null) usage.signedOut(identity.submitter, identity);
    },
  };
}
