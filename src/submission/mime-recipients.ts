/** Reads whom a MIME message is for from its own header, as a door needs it that has no envelope. Pure. */
import parseAddresses from 'nodemailer/lib/addressparser';

const fields = /^(?:to|cc|bcc)[ \t]*:((?:[^\r\n]|\r\n[ \t])*)/gim;
const blindCopies = /^bcc[ \t]*:(?:[^\r\n]|\r\n[ \t])*\r\n/gim;

/** The addresses of To, Cc and Bcc, each once; `header` is latin1 text and ends with CRLF. */
export function recipientsOf(header: string): string[] {
  const addresses = header
    .matchAll(fields)
    .flatMap(([, value = '']) => parseAddresses(utf8(value.replace(/\r\n(?=[ \t])/g, '')), { flatten: true }))
    .map(({ address }) => address)
    .filter((address) => address !== '');
  return [...new Set(addresses)];
}

/** The header as the recipients may see it (RFC 5322 §3.6.3). */
export function withoutBlindCopies(header: string): string {
  return header.replace(blindCopies, '');
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
