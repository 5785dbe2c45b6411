/** Builds the report on what became of a message's recipients (RFC 3464, in the frame of RFC 6522). Pure. */
import type { EnvelopeRecipient } from '../smtp/codec/envelope.ts';
import type { AcceptedMessage } from './accepted-message.ts';
import type { LastAnswer } from './message-state.ts';

/** What is reported. `relayed`: handed to a server that makes no reports itself (RFC 3461 §5.2.2). */
export type ReportAction = 'failed' | 'delayed' | 'delivered' | 'relayed';

export interface ReportedRecipient {
  readonly recipient: EnvelopeRecipient;
  readonly action: ReportAction;
  readonly answer: LastAnswer;
}

export interface ReportOptions {
  /** The name of this service. */
  readonly host: string;
  readonly at: number;
  /** Random, so that the message reported on cannot hold it; also the left side of the Message-ID. */
  readonly boundary: string;
}

/** What goes back of the message: all of it, or the header alone. */
export interface Returned {
  readonly octets: Buffer;
  readonly isWhole: boolean;
}

interface Wording {
  readonly notify: 'FAILURE' | 'DELAY' | 'SUCCESS';
  readonly subject: string;
  readonly text: string;
  readonly status: string;
}

const success: Omit<Wording, 'text'> = { notify: 'SUCCESS', subject: 'Delivered mail', status: '2.0.0' };

const wordings: Readonly<Record<ReportAction, Wording>> = {
  failed: {
    notify: 'FAILURE',
    subject: 'Undeliverable mail',
    text: 'Your message could not be delivered to these recipients:',
    // RFC 3463 §3.5: time has run out.
    status: '4.4.7',
  },
  delayed: {
    notify: 'DELAY',
    subject: 'Delayed mail',
    text: 'Your message could not be delivered to these recipients yet. You need not send it again:',
    status: '4.0.0',
  },
  delivered: { ...success, text: 'Your message was delivered to these recipients:' },
  relayed: {
    ...success,
    text: 'Your message was handed to a server that does not report when it reaches these recipients:',
  },
};

/** Whether the submitter wants to hear of this (RFC 3461 §4.1): without NOTIFY, of failures only. */
export function isWanted({ recipient: { notify }, action }: ReportedRecipient): boolean {
  return notify === null ? action === 'failed' : notify !== 'NEVER' && notify.includes(wordings[action].notify);
}

/** Whether the whole message is to go back with this report (RFC 3461 §4.3): where it was asked for, and of failures only. */
export function wantsWhole({ envelope }: AcceptedMessage, told: readonly ReportedRecipient[]): boolean {
  return envelope.ret === 'FULL' && told.some(({ action }) => action === 'failed');
}

/** The report, with CRLF. Null: nobody is to be told. */
export function deliveryReport(
  message: AcceptedMessage,
  recipients: readonly ReportedRecipient[],
  returned: Returned,
  options: ReportOptions,
): Buffer | null {
  // RFC 5321 §4.5.5: nothing is reported of a message that is itself a report.
  if (message.envelope.reversePath === '') return null;
  const told = recipients.filter(isWanted);
  const [first] = told;
  if (first === undefined) return null;
  const { boundary } = options;
  const before = [
    ...headerLines(message, wordings[first.action].subject, options),
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...textLines(told),
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    ...messageFields(message, options.host),
    ...told.flatMap((one) => ['', ...recipientFields(one)]),
    '',
    `--${boundary}`,
    ...returnedFields(message, returned),
    '',
    '',
  ];
  const after = `\r\n--${boundary}--\r\n`;
  return Buffer.concat([Buffer.from(before.join('\r\n')), returned.octets, Buffer.from(after)]);
}

function headerLines(
  { envelope, messageIdField }: AcceptedMessage,
  subject: string,
  { host, at, boundary }: ReportOptions,
): string[] {
  const original = oneLine(messageIdField);
  return [
    `From: Mail Delivery <postmaster@${host}>`,
    `To: <${oneLine(envelope.reversePath)}>`,
    `Subject: ${subject}`,
    `Date: ${date(at)}`,
    `Message-ID: <${boundary}@${host}>`,
    ...(original === '' ? [] : [`In-Reply-To: <${original}>`, `References: <${original}>`]),
    // RFC 3834 §5.
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status;\r\n boundary="${boundary}"`,
  ];
}

function textLines(told: readonly ReportedRecipient[]): string[] {
  const byAction = Map.groupBy(told, ({ action }) => action);
  return [...byAction].flatMap(([action, some]) => [
    wordings[action].text,
    '',
    ...some.flatMap(({ recipient, answer }) => [`  ${oneLine(recipient.address)}`, `    ${oneLine(answer.text)}`]),
    '',
  ]);
}

/** RFC 3464 §2.2. */
function messageFields({ acceptedAt, envelope }: AcceptedMessage, host: string): string[] {
  return [
    `Reporting-MTA: dns; ${host}`,
    ...(envelope.envelopeId === null ? [] : [`Original-Envelope-Id: ${ascii(envelope.envelopeId)}`]),
    `Arrival-Date: ${date(acceptedAt)}`,
  ];
}

/** RFC 3464 §2.3. */
function recipientFields({ recipient: { address, originalRecipient }, action, answer }: ReportedRecipient): string[] {
  const text = ascii(answer.text);
  return [
    ...(originalRecipient === null ? [] : [`Original-Recipient: ${ascii(originalRecipient)}`]),
    // RFC 6533 §3: what is not ASCII has a type of its own.
    `Final-Recipient: ${/\P{ASCII}/u.test(address) ? 'utf-8' : 'rfc822'}; ${ascii(address)}`,
    `Action: ${action}`,
    `Status: ${statusOf(action, text)}`,
    // `smtp` stands for the reply of a server only (RFC 3464 §2.3.6).
    `Diagnostic-Code: ${/^[245]\d\d\b/.test(text) ? 'smtp' : 'x-postern'}; ${text}`,
    `Last-Attempt-Date: ${date(answer.at)}`,
  ];
}

/** The enhanced code of the reply, else what its first digit says, else what the action does. */
function statusOf(action: ReportAction, text: string): string {
  const [, code, enhanced] = /^([245])\d\d(?:[ -](\d\.\d{1,3}\.\d{1,3})(?!\S))?/.exec(text) ?? [];
  if (code !== undefined && enhanced?.startsWith(code)) return enhanced;
  return code === '5' ? '5.0.0' : wordings[action].status;
}

function returnedFields({ envelope }: AcceptedMessage, { octets, isWhole }: Returned): string[] {
  const plain = octets.every((octet) => octet < 0x80);
  // RFC 6533 §4.
  const global = !plain && envelope.smtpUtf8;
  const whole = global ? 'message/global' : 'message/rfc822';
  const header = global ? 'message/global-headers' : 'text/rfc822-headers';
  return [`Content-Type: ${isWhole ? whole : header}`, `Content-Transfer-Encoding: ${plain ? '7bit' : '8bit'}`];
}

function date(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}

/** A value that cannot begin a line of its own. */
function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** RFC 6533 §3: `\x{…}` stands for what is not ASCII. */
function ascii(value: string): string {
  return oneLine(value).replace(/\P{ASCII}/gu, (letter) => `\\x{${letter.codePointAt(0)?.toString(16).toUpperCase()}}`);
}
