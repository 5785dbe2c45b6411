/** Message trace in Microsoft's words: statuses, events, and ids as GUIDs. Pure. */
import type { StateName } from '../../../queue/message-state.ts';
import type { TracedRecipient } from '../../../queue/message-trace.ts';
import { BadCall } from '../exchange-error.ts';

/** What our states are called there; held mail waits for somebody, as in quarantine. */
const statuses: Readonly<Record<StateName, string>> = {
  queued: 'Pending',
  delivering: 'Pending',
  deferred: 'Pending',
  uncertain: 'GettingStatus',
  held: 'Quarantined',
  delivered: 'Delivered',
  bounced: 'Failed',
  cancelled: 'Failed',
  dead: 'Failed',
};
/** Statuses that nothing here has: there are no groups, no filters. */
const neverHere = ['Expanded', 'FilteredAsSpam', 'None'];

export function statusOf(state: StateName): string {
  return statuses[state];
}

/** Throws a `BadCall` that names those there are. */
export function statesOf(wanted: readonly string[]): readonly StateName[] {
  const known = [...new Set(Object.values(statuses)), ...neverHere];
  const lower = wanted.map((each) => each.toLowerCase());
  const unknown = lower.find((each) => !known.some((status) => status.toLowerCase() === each));
  if (unknown !== undefined) throw new BadCall(`'Status' takes ${known.join(', ')}; not '${unknown}'.`, 'parameter');
  return (Object.keys(statuses) as StateName[]).filter((state) => lower.includes(statuses[state].toLowerCase()));
}

/** Our sixteen digits as the end of a GUID. */
export function traceIdOf(messageId: string): string {
  const digits = messageId.toLowerCase();
  return `00000000-0000-0000-${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/** The other way round; null: it is neither a GUID nor an id of ours. */
export function messageIdOf(text: string): string | null {
  const digits = text.replaceAll('-', '').toUpperCase();
  if (!/^([\dA-F]{16}|[\dA-F]{32})$/.test(digits)) return null;
  // A GUID of somebody else's finds nothing.
  return digits.length === 32 && !digits.startsWith('0000000000000000') ? '0'.repeat(16) : digits.slice(-16);
}

export interface TraceDetail {
  readonly MessageTraceId: string;
  readonly MessageId: string;
  readonly Date: string;
  readonly Event: string;
  readonly Action: string;
  readonly Detail: string;
  readonly Data: string;
  readonly SenderAddress: string;
  readonly RecipientAddress: string;
}

/** How it was received, and the last that happened since. */
export function detailsOf(row: TracedRecipient): TraceDetail[] {
  const event = (at: number, name: string, detail: string): TraceDetail => ({
    MessageTraceId: traceIdOf(row.messageId),
    MessageId: `<${row.messageIdField}>`,
    Date: new Date(at).toISOString(),
    Event: name,
    Action: '',
    Detail: detail,
    Data: `attempts=${row.attempts}`,
    SenderAddress: row.sender === '' ? '<>' : row.sender,
    RecipientAddress: row.recipient,
  });
  const received = event(row.acceptedAt, 'Receive', row.clientAddress === null ? '' : `from ${row.clientAddress}`);
  const { state } = row;
  switch (state.name) {
    case 'queued':
    case 'delivering':
      return [received];
    case 'held':
      return [received, event(state.at, 'Defer', `held by ${state.by}`)];
    case 'cancelled':
      return [received, event(state.at, 'Fail', `cancelled by ${state.by}`)];
    case 'deferred':
    case 'uncertain':
    case 'bounced':
    case 'dead':
    case 'delivered': {
      const { at, connector, text } = state.answer;
      const name = eventOf(state.name, connector);
      return [received, event(at, name, `${connector}: ${text}`)];
    }
  }
}

/** `Deliver` is what stays here, `Send` what goes on to another server. */
function eventOf(state: 'deferred' | 'uncertain' | 'bounced' | 'dead' | 'delivered', connector: string): string {
  if (state === 'delivered') return connector === 'capture' ? 'Deliver' : 'Send';
  return state === 'bounced' || state === 'dead' ? 'Fail' : 'Defer';
}
