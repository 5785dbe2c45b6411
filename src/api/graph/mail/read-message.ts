/** A message of Graph's JSON as the message that it describes. Pure. */
import type { MailAddress, MailMessage } from '../../../mailbox/mail-message.ts';
import { normaliseAddress } from '../../../smtp/codec/path.ts';
import { BadRequest } from '../graph-fault.ts';
import { invalidRecipient } from './mail-fault.ts';
import { listOf, oneLine, propertiesOf, textOf, unreadable, wordOf } from './read-properties.ts';

type Recipients = 'toRecipients' | 'ccRecipients' | 'bccRecipients' | 'replyTo';

const known = [
  'subject',
  'body',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
  'replyTo',
  'from',
  'sender',
  'importance',
  'internetMessageHeaders',
  'attachments',
] as const;

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

export function readMessage(value: unknown): ReadMessage {
  const read = propertiesOf(value, 'microsoft.graph.message', known, ignored);
  const subject = textOf(read, 'subject');
  const importance = wordOf(read, 'importance', ['low', 'normal', 'high']);
  const headers = listOf(read, 'internetMessageHeaders');
  const list = (name: Recipients): readonly MailAddress[] | undefined =>
    listOf(read, name)?.map((each) => readRecipient(each));
  const [to, cc, bcc, replyTo] = [list('toRecipients'), list('ccRecipients'), list('bccRecipients'), list('replyTo')];
  return {
    message: {
      ...(subject !== undefined && { subject: oneLine(subject) }),
      ...(read['body'] !== undefined && { body: readItemBody(read['body']) }),
      ...(to && { to }),
      ...(cc && { cc }),
      ...(bcc && { bcc }),
      ...(replyTo && { replyTo: replyTo.map(checked) }),
      ...(read['from'] !== undefined && { from: checked(readRecipient(read['from'])) }),
      ...(read['sender'] !== undefined && { sender: checked(readRecipient(read['sender'])) }),
      ...(importance !== undefined && { importance }),
      ...(headers !== undefined && { headers: readHeaders(headers) }),
    },
    attachments: listOf(read, 'attachments') ?? [],
  };
}

/** Whether the address is one is asked when the message is sent: a draft may hold half of one. */
function readRecipient(value: unknown): MailAddress {
  const { emailAddress } = propertiesOf(value, 'microsoft.graph.recipient', ['emailAddress']);
  const read = propertiesOf(emailAddress, 'microsoft.graph.emailAddress', ['address', 'name']);
  return { name: oneLine(textOf(read, 'name') ?? ''), address: (textOf(read, 'address') ?? '').trim() };
}

function checked(address: MailAddress): MailAddress {
  if (normaliseAddress(address.address) === null) throw invalidRecipient(address.address || 'an empty address');
  return address;
}

function readItemBody(value: unknown): MailMessage['body'] {
  const read = propertiesOf(value, 'microsoft.graph.itemBody', ['contentType', 'content']);
  return {
    contentType: wordOf(read, 'contentType', ['text', 'html']) ?? 'text',
    content: textOf(read, 'content') ?? '',
  };
}

function readHeaders(values: readonly unknown[]): MailMessage['headers'] {
  if (values.length > maximumHeaders)
    throw new BadRequest(
      `A message has at most ${maximumHeaders} internet message headers.`,
      'InvalidInternetMessageHeaderCollection',
    );
  return values.map((value) => {
    const read = propertiesOf(value, 'microsoft.graph.internetMessageHeader', ['name', 'value']);
    const [name, text] = [textOf(read, 'name'), textOf(read, 'value')];
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
