/** Makes of a pasted text what rules can read: transfer encodings undone, escapes opened, line breaks of any wrapping irrelevant. Pure. */

export interface ReadableText {
  /** On one line: each run of white space is one blank. */
  readonly flat: string;
  /** Lower case, without white space: what matches however the text was wrapped. */
  readonly dense: string;
  /** The part of `flat` that stands at a part of `dense`. */
  quote(start: number, end: number): string;
  /** Whether a part of `dense` is a word of its own in `flat`. */
  isWord(start: number, end: number): boolean;
}

/** What is read of a text, in characters: a log's end says more than its beginning. */
const maximumText = 100_000;

/** Base64 worth decoding: a challenge, a JSON error, a part of a mail. */
const base64Run =
  /(?<![\w+/=-])(?:(?:[A-Za-z0-9+/]{60,100}\s{1,3})+[A-Za-z0-9+/]{2,}|[A-Za-z0-9+/]{16,})={0,2}(?![\w+/=-])/g;
const maximumRuns = 50;

export function readableText(raw: string): ReadableText {
  const text = raw.length > maximumText ? raw.slice(-maximumText) : raw;
  const plain = decodePercent(decodeQuotedPrintable(withoutMarks(text)));
  const open = openEscapes(joinReplyLines(joinWrapped(plain)));
  const flat = `${open} ${decodedRuns(open)}`.replaceAll(/\s+/g, ' ').trim();
  const places: number[] = [];
  let dense = '';
  for (let i = 0; i < flat.length; i += 1) {
    const character = flat[i] ?? '';
    // A wrapped quotation repeats its mark at the beginning of each line.
    if (character === ' ') continue;
    const lower = character.toLowerCase();
    dense += lower;
    for (let k = 0; k < lower.length; k += 1) places.push(i);
  }
  return {
    flat,
    dense,
    quote: (start, end) => flat.slice(places[start] ?? 0, (places[end - 1] ?? flat.length - 1) + 1),
    isWord: (start, end) => {
      const [first = 0, last = flat.length] = [places[start], places[end - 1]];
      return last - first === end - 1 - start && !isLetter(flat[first - 1]) && !isLetter(flat[last + 1]);
    },
  };
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\d]/u.test(character);
}

/** Letters as they are typed in the East, what has no width, dashes of all kinds, and the marks of a quotation. */
function withoutMarks(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replaceAll(/[\u2010-\u2015]/g, '-')
    .replaceAll(/^[ \t]{0,8}(?:>[ \t]?){1,8}(?=\S)/gm, '');
}

/** Characters of a line that a device may have cut by their number. */
const minimumColumns = 16;
/** Share of the lines that must be as long as the longest, for the text to have been cut so. */
const shareOfFullLines = 0.4;

/** A panel or a terminal that breaks after so many characters, within words and numbers: a full line goes on in the next. */
function joinWrapped(text: string): string {
  const lines = text.split(/\r?\n/);
  const columns = lines.reduce((longest, { length }) => Math.max(longest, length), 0);
  const full = lines.filter(({ length }) => length === columns).length;
  if (columns < minimumColumns || full < 2 || full < lines.length * shareOfFullLines) return text;
  return lines.map((line) => (line.length === columns ? line : `${line}\n`)).join('');
}

/** RFC 3986 §2.1: what came through an address or a form. */
function decodePercent(text: string): string {
  const isForm = /^[\w.-]{1,40}=\S*\w\+\w+\+\w\S*$/.test(text.trim());
  if (!isForm && (text.match(/%[0-9a-f]{2}/gi)?.length ?? 0) < 3) return text;
  const blanks = isForm ? text.replaceAll('+', ' ') : text;
  return blanks.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const decoded = Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8');
    return decoded.includes('\uFFFD') ? run : decoded;
  });
}

/** RFC 2045 §6.7: only where a soft line break gives it away, for `=` stands in many logs. */
function decodeQuotedPrintable(text: string): string {
  if (!/=\r?\n/.test(text) && !/(?:=[0-9A-F]{2}){2}/.test(text)) return text;
  const joined = text.replaceAll(/=\r?\n/g, '');
  return joined.replaceAll(/(?:=[0-9A-F]{2})+/g, (run) => {
    const octets = Buffer.from(run.replaceAll('=', ''), 'hex');
    const decoded = octets.toString('utf8');
    return decoded.includes('\uFFFD') ? octets.toString('latin1') : decoded;
  });
}

/** RFC 5321 §4.2.1, RFC 2034 §4: a refusal of several lines repeats its codes on each, in the midst of a sentence. */
function joinReplyLines(text: string): string {
  return text.replaceAll(/(?<=\b([45]\d\d)-[^\n]{0,1000}\n)[ \t]*\1[ -](?:[45]\.\d{1,3}\.\d{1,3} +)?/g, ' ');
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
  apos: "'",
};

/** What JSON, HTML and loggers write for a line break or a quotation mark. */
function openEscapes(text: string): string {
  return text
    .replaceAll(/\\{1,2}[rnt]/g, ' ')
    .replaceAll(/\\{1,2}(["'/])/g, '$1')
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/&(lt|gt|amp|quot|nbsp|apos|#39);/gi, (_, name: string) => entities[name.toLowerCase()] ?? ' ')
    .replaceAll(/<\/?(?:html|body|p|br|div|span|b|i|td|tr|table|font)\b[^>]*>/gi, ' ')
    .replaceAll(/[\u2018\u2019\u00b4`]/g, "'")
    .replaceAll(/[\u201c\u201d\u00ab\u00bb]/g, '"');
}

/** What base64 within the text says, where it says something. */
function decodedRuns(text: string): string {
  const runs = [...text.matchAll(base64Run)]
    .slice(0, maximumRuns)
    .map(([run]) => Buffer.from(run, 'base64').toString());
  return runs.filter(isReadable).join(' ');
}

function isReadable(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return !/[^\x01\t\r\n\x20-\x7e\u00a0-\uffef]|\uFFFD/.test(text) && /[a-z]{3}/i.test(text);
}
