/** Reads of a message's header what Postern needs to know, and nothing more. Pure. */
import { decodeWords } from 'postal-mime';

export interface HeaderFacts {
  /** Addresses of the From field, lower case; empty where there is none. */
  readonly from: readonly string[];
  readonly subject: string;
  /** Without brackets; empty where there is none. */
  readonly messageId: string;
  readonly hasDate: boolean;
  /** Received fields so far (RFC 5321 §6.3). */
  readonly hops: number;
}

/** What is kept of a subject. */
const maximumSubject = 200;
/** Addresses of one From field that are looked at; more are refused as no device writes them. */
const maximumFromAddresses = 50;

/** `header` ends before the empty line. */
export function readHeader(header: string): HeaderFacts {
  const from = fieldValue(header, 'from');
  return {
    from: from === null ? [] : addressesIn(from),
    subject: decoded(fieldValue(header, 'subject') ?? '').slice(0, maximumSubject),
    messageId: /<([^<>\s]{1,250})>/.exec(fieldValue(header, 'message-id') ?? '')?.[1] ?? '',
    hasDate: fieldValue(header, 'date') !== null,
    hops: (header.match(/^received:/gim) ?? []).length,
  };
}

/** Writes `to` in the place of the address `from` (any case) in the From field. */
export function replaceFromAddress(header: string, from: string, to: string): string {
  return header.replace(/^from:(?:[^\r\n]|\r\n[ \t])*/im, (field) => {
    const at = field.toLowerCase().indexOf(from);
    return at === -1 ? field : field.slice(0, at) + to + field.slice(at + from.length);
  });
}

/** What is looked at of a subject that is encoded. */
const maximumEncoded = 4000;

/** RFC 2047, and UTF-8 as it is (RFC 6532); what is neither stays as it came. */
function decoded(value: string): string {
  const text = value.slice(0, maximumEncoded);
  if (!/[\x80-\xff]/.test(text)) return text.includes('=?') ? decodeWords(text) : text;
  const unicode = Buffer.from(text, 'latin1').toString('utf8');
  return unicode.includes('\ufffd') ? text : unicode;
}

type FieldName = 'from' | 'subject' | 'message-id' | 'date';

const field = (name: FieldName): RegExp => new RegExp(`(?:^|\\n)${name}[ \\t]*:((?:[^\\r\\n]|\\r\\n[ \\t])*)`, 'i');
const fields: Readonly<Record<FieldName, RegExp>> = {
  from: field('from'),
  subject: field('subject'),
  'message-id': field('message-id'),
  date: field('date'),
};

/** The unfolded value of the first field of this name; null: there is none. */
function fieldValue(header: string, name: FieldName): string | null {
  const match = fields[name].exec(header);
  return match === null ? null : (match[1] ?? '').replace(/\r\n[ \t]/g, ' ').trim();
}

// RFC 5322 §3.4: display names and comments may hold "@" in quotes, so both go first.
function addressesIn(value: string): string[] {
  const bare = value.replace(/"(?:[^"\\]|\\.)*"/g, '').replace(/\([^()]*\)/g, '');
  const addresses = bare
    .split(',')
    .map((part) => /<([^<>]*)>/.exec(part)?.[1] ?? part)
    .map((address) => address.replace(/\s/g, '').toLowerCase())
    .filter((address) => address.includes('@'));
  return addresses.slice(0, maximumFromAddresses + 1);
}
