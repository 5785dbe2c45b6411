/** The header fields that Postern puts before a message (RFC 5321 §4.4, RFC 6409 §8). Pure. */
import type { ClientFacts } from '../smtp/server/session-host.ts';

/** `Tue, 24 Nov 2026 02:30:00 +0000` (RFC 5322 §3.3). */
export function mailDate(at: number): string {
  const second = Math.floor(at / 1000);
  if (second !== lastDate.second) lastDate = { second, text: new Date(at).toUTCString().replace('GMT', '+0000') };
  return lastDate.text;
}

/** The date of the second that was asked for last: a flood of messages shares it. */
let lastDate = { second: Number.NaN, text: '' };

/** The field of a message that came through Microsoft Graph; the protocol is one of RFC 5321 §4.4's `Attdl-Protocol`. */
export function receivedThroughGraph(address: string, host: string, messageId: string, at: number): string {
  return `Received: from [${address.replace(/[^\da-fA-F:.]/g, '?')}]\r\n\tby ${host} (Postern) with HTTP id ${messageId};\r\n\t${mailDate(at)}\r\n`;
}

export function receivedField(
  client: ClientFacts,
  host: string,
  messageId: string,
  smtpUtf8: boolean,
  at: number,
): string {
  // RFC 3848, RFC 6531 §4.3
  const protocol = `${smtpUtf8 ? 'UTF8SMTP' : 'ESMTP'}${client.tls === 'none' ? '' : 'S'}A`;
  const helo = client.helo.replace(/[^\w.:[\]-]/g, '?') || 'unknown';
  const tls = client.tls === 'none' ? '' : `\r\n\t(${client.tls} ${client.cipher})`;
  return `Received: from ${helo} ([${client.address}])\r\n\tby ${host} (Postern) with ${protocol} id ${messageId}${tls};\r\n\t${mailDate(at)}\r\n`;
}
