/** Turns recipients that failed for good into bounces to the submitter, and only then into `bounced`. */
import type { Clock } from '../lib/clock.ts';
import { newGuid } from '../lib/id.ts';
import { bounceOf } from './bounce.ts';
import type { MessageSpool } from './message-spool.ts';
import type { Lease, StateChange } from './queue-store.ts';

export interface TellSubmitterParts {
  readonly spool: MessageSpool;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The name of this service in the report. */
  readonly host: string;
}

/** The steps of one message as they are to be written down. Never throws. */
export type TellSubmitter = (lease: Lease, steps: readonly StateChange[]) => Promise<readonly StateChange[]>;

/** What is looked at of the message's header. */
const maximumHeaderBytes = 64 * 1024;

export function createTellSubmitter(parts: TellSubmitterParts): TellSubmitter {
  return async (lease, steps) => {
    if (!steps.some(({ state }) => state.name === 'dead')) return steps;
    try {
      const bounceId = await sendBounce(parts, lease, steps);
      // The bounce is durable before anything says so: a crash in between sends it twice, never not at all.
      return bounceId === null ? steps : steps.map((step) => bounced(step, bounceId));
    } catch {
      // The dead letters are in plain sight, so nothing is lost where the bounce cannot be written.
      return steps;
    }
  };
}

function bounced(step: StateChange, bounceId: string): StateChange {
  if (step.state.name !== 'dead') return step;
  return { ...step, state: { name: 'bounced', answer: step.state.answer, bounceId } };
}

/** The id of the bounce; null: nobody is to be told. */
async function sendBounce(
  { spool, clock, newId, host }: TellSubmitterParts,
  { message, recipients }: Lease,
  steps: readonly StateChange[],
): Promise<string | null> {
  const failed = steps.flatMap(({ ordinal, state }) => {
    const queued = recipients.find((one) => one.ordinal === ordinal);
    return state.name === 'dead' && queued !== undefined ? [{ recipient: queued.recipient, answer: state.answer }] : [];
  });
  const id = newId();
  const at = clock();
  const text = bounceOf(message, failed, await headerOf(spool, message.id), { host, at, boundary: newGuid() });
  if (text === null) return null;
  const writer = spool.open();
  await writer.write(Buffer.from(text, 'utf8'));
  const recipient = { address: message.envelope.reversePath, notify: 'NEVER', originalRecipient: null } as const;
  await writer.commit(
    {
      id,
      acceptedAt: at,
      sessionId: '',
      tenantId: message.tenantId,
      userId: null,
      envelope: {
        ...message.envelope,
        reversePath: '',
        recipients: [recipient],
        body: '8BITMIME',
        ret: null,
        envelopeId: null,
      },
      subject: 'Undelivered mail',
      messageIdField: '',
      sentItemsUntil: null,
      bounceOf: message.id,
    },
    Buffer.alloc(0),
  );
  return id;
}

async function headerOf(spool: MessageSpool, messageId: string): Promise<string> {
  let start = Buffer.alloc(0);
  for await (const chunk of spool.read(messageId)) {
    start = Buffer.concat([start, chunk]);
    if (start.length >= maximumHeaderBytes || start.includes('\r\n\r\n')) break;
  }
  const end = start.indexOf('\r\n\r\n');
  return start.toString('latin1', 0, end === -1 ? Math.min(start.length, maximumHeaderBytes) : end + 2);
}
