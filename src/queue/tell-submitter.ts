/** Reports to the submitter what they want to hear of; what failed for good is `bounced` only once its report is durable. */
import type { Clock } from '../lib/clock.ts';
import { newGuid } from '../lib/id.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import {
  deliveryReport,
  isWanted,
  type ReportAction,
  type ReportedRecipient,
  type Returned,
  wantsWhole,
} from './delivery-report.ts';
import type { MessageSpool } from './message-spool.ts';
import type { Lease, StateChange } from './queue-store.ts';
import { delayNoticeAttempt, type RetrySchedule } from './retry-schedule.ts';

export interface TellSubmitterParts {
  readonly spool: MessageSpool;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The name of this service in the report. */
  readonly host: string;
  readonly schedule: RetrySchedule;
}

/** The steps of one message, and the outcomes that led to them, as the steps are to be written down. Never throws. */
export type TellSubmitter = (
  lease: Lease,
  steps: readonly StateChange[],
  outcomes: readonly DeliveryOutcome[],
) => Promise<readonly StateChange[]>;

/** What is looked at of the message's header, and the largest message that goes back whole. */
const maximumHeaderBytes = 64 * 1024;
const maximumWholeBytes = 1024 * 1024;

export function createTellSubmitter(parts: TellSubmitterParts): TellSubmitter {
  return async (lease, steps, outcomes) => {
    const reported = steps.flatMap((step, index) => reportedOf(lease, step, outcomes[index], parts.schedule));
    const told = reported.filter(isWanted);
    if (told.length === 0) return steps;
    try {
      const reportId = await send(parts, lease, told);
      // The report is durable before anything says so: a crash in between sends it twice, never not at all.
      return reportId === null ? steps : steps.map((step) => bounced(step, reportId));
    } catch {
      // The dead letters are in plain sight, so nothing is lost where the report cannot be written.
      return steps;
    }
  };
}

function bounced(step: StateChange, bounceId: string): StateChange {
  if (step.state.name !== 'dead') return step;
  return { ...step, state: { name: 'bounced', answer: step.state.answer, bounceId } };
}

/** What there is to report of one step; empty: nothing. */
function reportedOf(
  { recipients }: Lease,
  { ordinal, attempts, state }: StateChange,
  outcome: DeliveryOutcome | undefined,
  schedule: RetrySchedule,
): ReportedRecipient[] {
  const queued = recipients.find((one) => one.ordinal === ordinal);
  if (queued === undefined || !('answer' in state)) return [];
  const { recipient } = queued;
  const of = (action: ReportAction): ReportedRecipient[] => [{ recipient, action, answer: state.answer }];
  switch (state.name) {
    case 'dead':
      return of('failed');
    case 'delivered':
      if (outcome?.handedOn === 'reports') return [];
      return of(outcome?.handedOn === undefined ? 'delivered' : 'relayed');
    case 'deferred':
    case 'uncertain':
      return attempts === delayNoticeAttempt(schedule) ? of('delayed') : [];
    case 'bounced':
      return [];
  }
}

/** The id of the report; null: nobody is to be told. */
async function send(
  { spool, clock, newId, host }: TellSubmitterParts,
  { message, sizeBytes }: Lease,
  told: readonly ReportedRecipient[],
): Promise<string | null> {
  const isWhole = wantsWhole(message, told) && sizeBytes <= maximumWholeBytes;
  const returned: Returned = {
    octets: isWhole ? await wholeOf(spool, message.id) : await headerOf(spool, message.id),
    isWhole,
  };
  const id = newId();
  const at = clock();
  const report = deliveryReport(message, told, returned, { host, at, boundary: newGuid() });
  if (report === null) return null;
  const writer = spool.open();
  await writer.write(report);
  const { tenantId, envelope } = message;
  const recipient = { address: envelope.reversePath, notify: 'NEVER', originalRecipient: null } as const;
  await writer.commit(
    {
      id,
      acceptedAt: at,
      sessionId: '',
      tenantId,
      userId: null,
      envelope: {
        ...envelope,
        reversePath: '',
        recipients: [recipient],
        body: '8BITMIME',
        ret: null,
        envelopeId: null,
      },
      subject: 'Delivery report',
      messageIdField: '',
      sentItemsUntil: null,
      bounceOf: message.id,
    },
    Buffer.alloc(0),
  );
  return id;
}

async function wholeOf(spool: MessageSpool, messageId: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of spool.read(messageId)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function headerOf(spool: MessageSpool, messageId: string): Promise<Buffer> {
  let start = Buffer.alloc(0);
  for await (const chunk of spool.read(messageId)) {
    start = Buffer.concat([start, chunk]);
    if (start.length >= maximumHeaderBytes || start.includes('\r\n\r\n')) break;
  }
  const end = start.indexOf('\r\n\r\n');
  return start.subarray(0, end === -1 ? Math.min(start.length, maximumHeaderBytes) : end + 2);
}
