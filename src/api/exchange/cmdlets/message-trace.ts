/** `Get-MessageTraceV2`, `Get-MessageTraceDetailV2` and their older names: what became of each recipient of each message. */
import { type MessageTraceQuery, maximumTraced } from '../../../administration/message-traces.ts';
import type { Trace, TracedRecipient } from '../../../queue/message-trace.ts';
import type { Cmdlet, CmdletContext, CmdletResult, Parameters } from '../cmdlet.ts';
import { BadCall } from '../exchange-error.ts';
import { detailsOf, messageIdOf, statesOf, statusOf, traceIdOf } from './trace-words.ts';

/** Microsoft's, unless another number is asked for. */
const usualResults = 1000;
/** Of a trace for one message: more recipients than one envelope holds. */
const recipientsOfMessage = 5000;
/** Rows that the pages of the older cmdlet go through. */
const maximumPaged = maximumTraced;

const filters = {
  StartDate: 'time',
  EndDate: 'time',
  FromIP: 'text',
  ToIP: 'text',
  MessageId: 'texts',
  MessageTraceId: 'text',
  RecipientAddress: 'texts',
  SenderAddress: 'texts',
  Status: 'texts',
} as const;

export const getMessageTrace: Cmdlet = {
  name: 'Get-MessageTraceV2',
  parameters: {
    ...filters,
    ResultSize: 'whole-number',
    StartingRecipientAddress: 'text',
    Subject: 'text',
    SubjectFilterType: 'text',
  },
  async run(parameters, context) {
    const limit = countOf(parameters, 'ResultSize', usualResults, maximumTraced);
    const query: MessageTraceQuery = {
      ...queryOf(parameters, limit),
      afterRecipient: parameters.text('StartingRecipientAddress'),
      subject: subjectOf(parameters),
    };
    return shown(await context.administration.messageTraces.trace(context.caller, context.tenant, query), context, {
      from: parameters.text('StartDate'),
      limit,
    });
  },
};

export const getOlderMessageTrace: Cmdlet = {
  name: 'Get-MessageTrace',
  parameters: { ...filters, Page: 'whole-number', PageSize: 'whole-number' },
  async run(parameters, context) {
    const size = countOf(parameters, 'PageSize', usualResults, maximumTraced);
    const page = countOf(parameters, 'Page', 1, 1000);
    if (page * size > maximumPaged)
      throw new BadCall(`The pages end at ${maximumPaged} results; Get-MessageTraceV2 goes on from the last one.`);
    const query = queryOf(parameters, page * size);
    const { recipients } = await context.administration.messageTraces.trace(context.caller, context.tenant, query);
    return shown({ recipients: recipients.slice((page - 1) * size), next: null }, context, { limit: size });
  },
};

export const getMessageTraceDetail: Cmdlet = detailCmdlet('Get-MessageTraceDetailV2');
export const getOlderMessageTraceDetail: Cmdlet = detailCmdlet('Get-MessageTraceDetail');

function detailCmdlet(name: string): Cmdlet {
  return {
    name,
    parameters: {
      MessageTraceId: 'text',
      RecipientAddress: 'text',
      SenderAddress: 'text',
      MessageId: 'text',
      StartDate: 'time',
      EndDate: 'time',
      Event: 'texts',
      Action: 'texts',
    },
    required: ['MessageTraceId', 'RecipientAddress'],
    async run(parameters, { caller, tenant, administration }) {
      const messageId = traceId(parameters.required('MessageTraceId'));
      const message = await administration.messages.find(caller, messageId);
      const window = { from: message.acceptedAt, to: message.acceptedAt };
      const query = { ...window, messageId, recipients: [parameters.required('RecipientAddress')] };
      const { recipients } = await administration.messageTraces.trace(caller, tenant, {
        ...query,
        limit: recipientsOfMessage,
      });
      const events = parameters.texts('Event').map((each) => each.toLowerCase());
      const rows = recipients.flatMap(detailsOf);
      return { value: events.length === 0 ? rows : rows.filter(({ Event }) => events.includes(Event.toLowerCase())) };
    },
  };
}

function queryOf(parameters: Parameters, limit: number): MessageTraceQuery {
  const list = (name: string) => (parameters.has(name) ? parameters.texts(name) : undefined);
  const messageIds = list('MessageId')?.map((each) => each.replace(/^<|>$/g, ''));
  const [senders, recipients] = [list('SenderAddress'), list('RecipientAddress')];
  const statuses = list('Status');
  const id = parameters.text('MessageTraceId');
  return {
    from: parameters.time('StartDate'),
    to: parameters.time('EndDate'),
    clientAddress: parameters.text('FromIP'),
    messageId: id === undefined ? undefined : traceId(id),
    // Where the mail goes on to is the connector's, and not known by its address.
    ...(parameters.has('ToIP') && { states: [] }),
    ...(messageIds !== undefined && { messageIdFields: messageIds }),
    ...(senders !== undefined && { senders: senders.map((each) => (each === '<>' ? '' : each)) }),
    ...(recipients !== undefined && { recipients }),
    ...(statuses !== undefined && { states: statesOf(statuses) }),
    limit,
  };
}

function shown(
  { recipients, next }: Trace,
  { tenant }: CmdletContext,
  { from, limit }: { readonly from?: string | undefined; readonly limit: number },
): CmdletResult {
  const value = recipients.map((row) => rowOf(row, tenant.domain));
  if (next === null) return { value };
  const parts = [
    ...(from === undefined ? [] : [`-StartDate "${from}"`]),
    `-EndDate "${new Date(next.to).toISOString()}"`,
    ...(next.afterRecipient === null ? [] : [`-StartingRecipientAddress "${next.afterRecipient}"`]),
    `-ResultSize ${limit}`,
  ];
  const more = 'There are more results, use the following command to get more.';
  return { value, warnings: [`${more} Get-MessageTraceV2 ${parts.join(' ')}`] };
}

function rowOf(row: TracedRecipient, organization: string): object {
  return {
    Organization: organization,
    MessageId: `<${row.messageIdField}>`,
    MessageTraceId: traceIdOf(row.messageId),
    Received: new Date(row.acceptedAt).toISOString(),
    SenderAddress: row.sender === '' ? '<>' : row.sender,
    RecipientAddress: row.recipient,
    Subject: row.subject,
    Status: statusOf(row.state.name),
    FromIP: row.clientAddress,
    ToIP: null,
    Size: row.sizeBytes,
  };
}

function traceId(text: string): string {
  const id = messageIdOf(text);
  if (id === null)
    throw new BadCall("'MessageTraceId' takes a GUID, as a trace shows it, or an id of Postern.", 'parameter');
  return id;
}

function countOf(parameters: Parameters, name: string, usual: number, maximum: number): number {
  const count = parameters.number(name) ?? usual;
  if (!Number.isInteger(count) || count < 1 || count > maximum)
    throw new BadCall(`'${name}' takes a whole number from 1 to ${maximum}.`, 'parameter');
  return count;
}

function subjectOf(parameters: Parameters): MessageTraceQuery['subject'] {
  const text = parameters.text('Subject');
  if (text === undefined) return undefined;
  const places = { startswith: 'start', endswith: 'end', contains: 'anywhere' } as const;
  const type = (parameters.text('SubjectFilterType') ?? 'Contains').toLowerCase();
  if (type === 'startswith' || type === 'endswith' || type === 'contains') return { text, at: places[type] };
  throw new BadCall("'SubjectFilterType' takes Contains, StartsWith or EndsWith.", 'parameter');
}
