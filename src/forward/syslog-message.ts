/** A record as a message of syslog (RFC 5424). Pure. */
import { forwardLineWithin } from './forward-line.ts';
import type { ForwardedLog, ForwardedRecord } from './forward-store.ts';

/** RFC 5424 §6.2.1: security and authorization messages, and log audit. */
const facilities: Readonly<Record<ForwardedLog, number>> = { 'sign-ins': 10, audit: 13 };
const severities: Readonly<Record<ForwardedRecord['severity'], number>> = { error: 3, notice: 5, informational: 6 };

/** RFC 5424 §6: PRI VERSION TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG, the message being JSON. */
export function syslogMessage(
  log: ForwardedLog,
  forwarded: ForwardedRecord,
  host: string,
  maximumBytes: number,
): string {
  const priority = facilities[log] * 8 + severities[forwarded.severity];
  const head = `<${priority}>1 ${new Date(forwarded.at).toISOString()} ${headerValue(host)} postern - ${log} - `;
  return head + forwardLineWithin(log, forwarded, maximumBytes - head.length);
}

/** RFC 6587 §3.4.1, RFC 5425 §4.3: the length in octets stands before the message. */
export function octetCounted(message: string): string {
  return `${Buffer.byteLength(message)} ${message}`;
}

/** RFC 5424 §6: printable US-ASCII, at most 255; `-` where there is none. */
function headerValue(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '').slice(0, 255) || '-';
}
