/** Builds the report that a message could not be delivered (RFC 3464, in the frame of RFC 6522). Pure. */
import type { EnvelopeRecipient } from '../smtp/codec/envelope.ts';
import type { AcceptedMessage } from './accepted-message.ts';
import type { LastAnswer } from './message-state.ts';

export interface FailedRecipient {
  readonly recipient: EnvelopeRecipient;
  readonly answer: LastAnswer;
}

export interface BounceOptions {
  /** The name of this service. */
  readonly host: string;
  readonly at: number;
  /** Random, so that the message reported on cannot hold it; also the left side of the Message-ID. */
  readonly boundary: string;
}

/** The text of the bounce, with CRLF; `header` is that of the message. Null: nobody is to be told. */
export function bounceOf(
  message: AcceptedMessage,
  failed: readonly FailedRecipient[],
  header: string,
  options: BounceOptions,
): string | null {
  // RFC 5321 §4.5.5: nothing is reported of a message that is itself a report.
  if (message.envelope.reversePath === '') return null;
  const told = failed.filter(({ recipient }) => wantsFailure(recipient));
  if (told.length === 0) return null;
  const { boundary } = options;
  return [
    ...headerLines(message, options),
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Your message could not be delivered to these recipients:',
    '',
    ...told.flatMap(({ recipient, answer }) => [`  ${oneLine(recipient.address)}`, `    ${oneLine(answer.text)}`]),
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    ...messageFields(message, options.host),
    ...told.flatMap((one) => ['', ...recipientFields(one)]),
    '',
    `--${boundary}`,
    ...returnedHeader(message, header),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

/** RFC 3461 §4.1: without NOTIFY, a failure is reported. */
function wantsFailure({ notify }: EnvelopeRecipient): boolean {
  return notify === null || (notify !== 'NEVER' && notify.includes('FAILURE'));
}

function headerLines({ envelope, messageIdField }: AcceptedMessage, { host, at, boundary }: BounceOptions): string[] {
  const original = oneLine(messageIdField);
  return [
    `From: Mail Delivery <postmaster@${host}>`,
    `To: <${oneLine(envelope.reversePath)}>`,
    'Subject: Undeliverable mail',
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${boundary}@${host}>`,
    ...(original === '' ? [] : [`In-Reply-To: <${original}>`, `References: <${original}>`]),
    // RFC 3834 §5.
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status;\r\n boundary="${boundary}"`,
  ];
}

/** RFC 3464 §2.2. */
function messageFields({ acceptedAt, envelope }: AcceptedMessage, host: string): string[] {
  return [
    `Reporting-MTA: dns; ${host}`,
    ...(envelope.envelopeId === null ? [] : [`Original-Envelope-Id: ${ascii(envelope.envelopeId)}`]),
    `Arrival-Date: ${new Date(acceptedAt).toUTCString().replace('GMT', '+0000')}`,
  ];
}

/** RFC 3464 §2.3. */
function recipientFields({ recipient: { address, originalRecipient }, answer }: FailedRecipient): string[] {
  const text = ascii(answer.text);
  return [
    ...(originalRecipient === null ? [] : [`Original-Recipient: ${ascii(originalRecipient)}`]),
    // RFC 6533 §3: what is not ASCII has a type of its own.
    `Final-Recipient: ${/\P{ASCII}/u.test(address) ? 'utf-8' : 'rfc822'}; ${ascii(address)}`,
    'Action: failed',
    `Status: ${statusOf(text)}`,
    // `smtp` stands for the reply of a server only (RFC 3464 §2.3.6).
    `Diagnostic-Code: ${/^[45]\d\d\b/.test(text) ? 'smtp' : 'x-postern'}; ${text}`,
    `Last-Attempt-Date: ${new Date(answer.at).toUTCString().replace('GMT', '+0000')}`,
  ];
}

/** The enhanced code of the reply, else what its first digit says; RFC 3463 §3.5: 4.4.7 where time has run out. */
function statusOf(text: string): string {
  const [, code, enhanced] = /^([45])\d\d(?:[ -](\d\.\d{1,3}\.\d{1,3})(?!\S))?/.exec(text) ?? [];
  if (code !== undefined && enhanced?.startsWith(code)) return enhanced;
  return code === '5' ? '5.0.0' : '4.4.7';
}

function returnedHeader({ envelope }: AcceptedMessage, header: string): string[] {
  const plain = !/\P{ASCII}/u.test(header);
  return [
    // RFC 6533 §4.
    `Content-Type: ${!plain && envelope.smtpUtf8 ? 'message/global-headers' : 'text/rfc822-headers'}`,
    `Content-Transfer-Encoding: ${plain ? '7bit' : '8bit'}`,
    '',
    header.trimEnd(),
    '',
  ];
}

/** A value that cannot begin a line of its own. */
function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** RFC 6533 §3: `\x{…}` stands for what is not ASCII. */
function ascii(value: string): string {
  return oneLine(value).replace(/\P{ASCII}/gu, (letter) => `\\x{${letter.codePointAt(0)?.toString(16).toUpperCase()}}`);
}
