/** MAIL and RCPT for a server of given extensions. Pure. */
import type { Envelope, EnvelopeRecipient } from '../codec/envelope.ts';
import { encodeXtext } from '../codec/parameters.ts';
import type { Reply } from '../codec/reply-reader.ts';

/** Keyword, in upper case, to its arguments, in upper case. */
export type Extensions = ReadonlyMap<string, readonly string[]>;

export function readExtensions({ lines }: Reply): Extensions {
  const words = lines.slice(1).map((line) => line.trim().toUpperCase().split(/\s+/));
  return new Map(words.map(([keyword = '', ...rest]) => [keyword, rest]));
}

/** What the message needs and the server lacks; null: nothing. */
export function missingExtension(
  { body, smtpUtf8, requireTls }: Envelope,
  extensions: Extensions,
  encrypted: boolean,
): string | null {
  // BINARYMIME goes with BDAT alone (RFC 3030 §3).
  if (body === 'BINARYMIME') return 'BINARYMIME';
  if (body === '8BITMIME' && !extensions.has('8BITMIME')) return '8BITMIME';
  if (smtpUtf8 && !extensions.has('SMTPUTF8')) return 'SMTPUTF8';
  // RFC 8689 §4.2.1
  if (requireTls && !(encrypted && extensions.has('REQUIRETLS'))) return 'REQUIRETLS';
  return null;
}

export function mailCommand(envelope: Envelope, sizeBytes: number, extensions: Extensions): string {
  const words = [`MAIL FROM:<${envelope.reversePath}>`];
  if (extensions.has('SIZE')) words.push(`SIZE=${sizeBytes}`);
  if (extensions.has('8BITMIME')) words.push(`BODY=${envelope.body}`);
  if (envelope.smtpUtf8) words.push('SMTPUTF8');
  if (envelope.requireTls) words.push('REQUIRETLS');
  if (extensions.has('DSN')) {
    if (envelope.ret !== null) words.push(`RET=${envelope.ret}`);
    if (envelope.envelopeId !== null) words.push(`ENVID=${encodeXtext(envelope.envelopeId)}`);
  }
  return words.join(' ');
}

export function rcptCommand({ address, notify, originalRecipient }: EnvelopeRecipient, extensions: Extensions): string {
  const words = [`RCPT TO:<${address}>`];
  if (extensions.has('DSN')) {
    if (notify !== null) words.push(`NOTIFY=${typeof notify === 'string' ? notify : notify.join(',')}`);
    const semicolon = originalRecipient?.indexOf(';') ?? -1;
    // Only the address is xtext, the type before it is not (RFC 3461 §4.2); xtext knows US-ASCII alone.
    if (originalRecipient !== null && semicolon > 0 && /^[\x20-\x7e]*$/.test(originalRecipient))
      words.push(
        `ORCPT=${originalRecipient.slice(0, semicolon)};${encodeXtext(originalRecipient.slice(semicolon + 1))}`,
      );
  }
  return words.join(' ');
}
