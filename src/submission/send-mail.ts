/** Sends a message that arrives without an SMTP session: as its parts, or as MIME whose own header names the recipients. */
import type { Clock } from '../lib/clock.ts';
import { withCrlf } from '../lib/line-ends.ts';
import type { MailAddress, MailMessage } from '../mailbox/mail-message.ts';
import type { MessageOrigin } from '../queue/accepted-message.ts';
import type { MessageSpool } from '../queue/message-spool.ts';
import type { QueueStore } from '../queue/queue-store.ts';
import type { SignInLog } from '../sign-in/sign-in-log.ts';
import type { Envelope } from '../smtp/codec/envelope.ts';
import { isInternational, normaliseAddress } from '../smtp/codec/path.ts';
import type { ReplyName } from '../smtp/replies.ts';
import { type AttachmentSource, composeMessage } from './compose-message.ts';
import { readHeader } from './header.ts';
import type { MailboxUsage } from './mailbox-usage.ts';
import { MessageAssembly } from './message-assembly.ts';
import { recipientsOf, withoutBlindCopies } from './mime-recipients.ts';
import { splitHeader } from './split-header.ts';
import type { SubmitMessage } from './submit-message.ts';
import type { Submitter } from './submitter.ts';
import { receivedThroughGraph } from './trace-fields.ts';

export interface MailRequest {
  readonly submitter: Submitter;
  /** Who the mailbox is; stands in From where the message does not say. */
  readonly mailbox: MailAddress;
  /** Sixteen upper-case hex digits; what is refused is kept under it. */
  readonly sessionId: string;
  readonly origin: MessageOrigin;
  readonly keepsCopy: boolean;
}

export type SendResult =
  | { readonly kind: 'accepted'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly reply: ReplyName; readonly retryAfterMs?: number }
  /** An address that is none; empty: there is no recipient at all. */
  | { readonly kind: 'invalid-recipient'; readonly address: string };

export interface SendMail {
  /** Resolves when the message is durable, or refused. */
  composed(request: MailRequest, message: MailMessage, attachments: readonly AttachmentSource[]): Promise<SendResult>;
  /** `octets` may throw: then nothing was accepted, and the error is passed on. */
  mime(request: MailRequest, octets: AsyncIterable<Buffer>): Promise<SendResult>;
}

export interface SendMailParts {
  readonly usage: MailboxUsage;
  readonly submit: SubmitMessage;
  readonly spool: MessageSpool;
  readonly queue: Pick<QueueStore, 'recipientsSince'>;
  readonly log: Pick<SignInLog, 'recordRefusal'>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly host: string;
  readonly maximumHeaderBytes: number;
}

const dayMs = 86_400_000;
const headerTooLarge: SendResult = { kind: 'refused', reply: 'headerTooLarge' };

export function createSendMail(parts: SendMailParts): SendMail {
  return {
    async composed(request, message, attachments) {
      const { to, cc, bcc, sender } = message;
      const author = message.from ?? request.mailbox;
      const id = parts.newId();
      const addresses = [...to, ...cc, ...bcc].map(({ address }) => address);
      const envelope = envelopeOf((sender ?? author).address, addresses, '7BIT');
      if ('invalid' in envelope) return { kind: 'invalid-recipient', address: envelope.invalid };
      const octets = composeMessage(message, attachments, {
        from: request.mailbox,
        messageId: `${id}@${parts.host}`,
        at: parts.clock(),
      });
      return hand(parts, request, id, envelope, octets);
    },

    async mime(request, octets) {
      const split = await splitHeader(withCrlf(octets), parts.maximumHeaderBytes);
      if (split === null) return headerTooLarge;
      const header = split.header.toString('latin1');
      const author = readHeader(header).from[0] ?? request.mailbox.address;
      // Whether it is 7BIT shows at its end only, and 8BITMIME holds for both (RFC 6152 §3).
      const envelope = envelopeOf(author, recipientsOf(header), '8BITMIME');
      if ('invalid' in envelope) return { kind: 'invalid-recipient', address: envelope.invalid };
      async function* visible() {
        yield Buffer.from(withoutBlindCopies(header), 'latin1');
        yield* split?.rest ?? [];
      }
      return hand(parts, request, parts.newId(), envelope, visible());
    },
  };
}

/** Lets the octets stream to the spool, and has the message judged and made durable. */
async function hand(
  { usage, queue, spool, log, submit, clock, newId, host, maximumHeaderBytes }: SendMailParts,
  { submitter, sessionId, origin, keepsCopy }: MailRequest,
  id: string,
  envelope: Envelope,
  octets: AsyncIterable<Buffer>,
): Promise<SendResult> {
  await usage.remember(submitter, () => queue.recipientsSince(submitter.userId, clock() - dayMs));
  const { tenantId, userId } = submitter;
  const body = spool.open();
  const assembly = new MessageAssembly({
    id,
    envelope,
    submitter,
    connection: null,
    sessionId,
    origin,
    mayWait: false,
    keepsCopy,
    body,
    host,
    received: (at) => receivedThroughGraph(origin.address, host, id, at),
    maximumHeaderBytes,
    submit,
    now: clock,
    refused({ reply, because }) {
      const { reversePath } = envelope;
      log.recordRefusal({ id: newId(), sessionId, at: clock(), tenantId, userId, reply, because, reversePath });
    },
  });
  try {
    for await (const chunk of octets) {
      await assembly.write(chunk);
      // The end refuses it, whatever more there is of it.
      if (body.sizeBytes > submitter.limits.messageSizeBytes) break;
    }
    return await assembly.end();
  } catch (error) {
    assembly.abort();
    throw error;
  }
}

function envelopeOf(
  reversePath: string,
  addresses: readonly string[],
  body: Envelope['body'],
): Envelope | { readonly invalid: string } {
  const wrong = addresses.find((address) => normaliseAddress(address) === null);
  if (wrong !== undefined || addresses.length === 0) return { invalid: wrong ?? '' };
  const recipients = [...new Set(addresses.map((address) => normaliseAddress(address) ?? address))];
  return {
    reversePath: normaliseAddress(reversePath) ?? reversePath,
    recipients: recipients.map((address) => ({ address, notify: null, originalRecipient: null })),
    body,
    smtpUtf8: [reversePath, ...recipients].some(isInternational),
    requireTls: false,
    ret: null,
    envelopeId: null,
  };
}
