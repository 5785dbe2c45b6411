/** A message of Graph's JSON as the message that it describes. Pure. */
import type { MailAddress, MailMessage } from '../../../mailbox/mail-message.ts';
import { normaliseAddress } from '../../../smtp/codec/path.ts';
import type { Fields } from '../fields.ts';
import { BadRequest } from '../graph-fault.ts';
import { invalidRecipient } from './mail-fault.ts';
import { anyLength, mailFields, oneLine, unreadable } from './mail-fields.ts';

type Recipients = 'toRecipients' | 'ccRecipients' | 'bccRecipients' | 'replyTo';

/** What a client may say of its own copy, and nobody else sees. */
const ignored = ['categories', 'flag', 'hasAttachments', 'inferenceClassification', 'isDraft', 'isRead', 'id'];

/** Graph's own limit. */
const maximumHeaders = 5;
const maximumHeaderValue = 995;

/** What of a message was given, to be laid over another one; `attachments` as they came. */
export interface ReadMessage {
  readonly message: Partial<MailMessage>;
  readonly attachments: readonly unknown[];
}

export function readMessage(body: unknown): ReadMessage {
  return readMessageFields(mailFields(body));
}

export function readMessageFields(fields: Fields): ReadMessage {
  const subject = fields.text('subject', anyLength);
  const body = fields.object('body');
  const importance = fields.oneOf('importance', ['low', 'normal', 'high']);
  const headers = fields.objects('internetMessageHeaders');
  const list = (name: Recipients) => fields.objects(name, anyLength)?.map(readRecipient);
  const [to, cc, bcc, replyTo] = [list('toRecipients'), list('ccRecipients'), list('bccRecipients'), list('replyTo')];
  const [from, sender] = [fields.object('from'), fields.object('sender')];
  const attachments = fields.list('attachments') ?? [];
  fields.ignore(...ignored);
  fields.refuseUnknown();
  return {
    message: {
      ...(subject !== undefined && { subject: oneLine(subject) }),
      ...(body && { body: readItemBody(body) }),
      ...(to && { to }),
      ...(cc && { cc }),
      ...(bcc && { bcc }),
      ...(replyTo && { replyTo: replyTo.map(checked) }),
      ...(from && { from: checked(readRecipient(from)) }),
      ...(sender && { sender: checked(readRecipient(sender)) }),
      ...(importance !== undefined && { importance }),
      ...(headers && { headers: readHeaders(headers) }),
    },
    attachments,
  };
}

/** Whether the address is one is asked when the message is sent: a draft may hold half of one. */
function readRecipient(fields: Fields): MailAddress {
  const read = fields.object('emailAddress');
  fields.refuseUnknown();
  if (!read) throw fields.bad('emailAddress', 'must be an object with address and name');
  const [name, address] = [read.text('name') ?? '', read.text('address') ?? ''];
  read.refuseUnknown();
  return { name: oneLine(name), address: address.trim() };
}

function checked(address: MailAddress): MailAddress {
  if (normaliseAddress(address.address) === null) throw invalidRecipient(address.address || 'an empty address');
  return address;
}

function readItemBody(fields: Fields): MailMessage['body'] {
  const contentType = fields.oneOf('contentType', ['text', 'html']) ?? 'text';
  const content = fields.text('content', anyLength) ?? '';
  fields.refuseUnknown();
  return { contentType, content };
}

function readHeaders(values: readonly Fields[]): MailMessage['headers'] {
  if (values.length > maximumHeaders)
    throw new BadRequest(
      `A message has at most ${maximumHeaders} internet message headers.`,
      'InvalidInternetMessageHeaderCollection',
    );
  return values.map((fields) => {
    const [name, text] = [fields.text('name'), fields.text('value')];
    fields.refuseUnknown();
    if (name === undefined || !/^x-[\w-]{1,100}$/i.test(name))
      throw new BadRequest(
        `The internet message header name '${(name ?? '').slice(0, 100)}' must begin with 'x-', and hold letters, digits and hyphens.`,
        'InvalidInternetMessageHeader',
      );
    if (text === undefined || text.length > maximumHeaderValue || /\p{Cc}/u.test(text))
      throw unreadable(
        `The value of the header '${name}' must be text on one line, of at most ${maximumHeaderValue} characters.`,
      );
    return { name, value: text };
  });
}
