/**
 * Reads the Exchange admin centre's SMTP AUTH clients submission report as CSV, whatever the language of its head, its separator or
 * the order of its columns: by the names of columns where they are known, else by what stands in them. Pure.
 */
import type { BasicSender } from './readiness.ts';

/** Rows that are read. */
export const maximumRows = 50_000;

export type SendersReport =
  | {
      readonly kind: 'read';
      readonly senders: readonly BasicSender[];
      readonly ready: number;
      readonly leftOut: number;
    }
  /** No column holds addresses, or none says how each signs in or how much it sends. */
  | { readonly kind: 'not-a-report' };

interface Columns {
  readonly sender: number;
  readonly protocol: number | null;
  readonly count: number | null;
  /** Shares or numbers of old versions of TLS. */
  readonly oldTls: readonly number[];
}

export function readSendersReport(text: string): SendersReport {
  const rows = rowsOf(text.replace(/^\uFEFF/, '')).filter((cells) => cells.some((cell) => cell !== ''));
  const head = rows.findIndex((cells) => !cells.some(isAddress));
  const body = rows.filter((cells) => cells.some(isAddress)).slice(0, maximumRows);
  const columns = columnsOf(head === -1 ? [] : (rows[head] ?? []), body);
  if (columns === null) return { kind: 'not-a-report' };
  const senders = new Map<string, BasicSender>();
  const oauth = new Set<string>();
  for (const cells of body) {
    const name = cells[columns.sender] ?? '';
    if (!isAddress(name)) continue;
    const isOAuth = columns.protocol !== null && /oauth|modern|xoauth2/i.test(cells[columns.protocol] ?? '');
    if (isOAuth) oauth.add(name.toLowerCase());
    else senders.set(name.toLowerCase(), added(senders.get(name.toLowerCase()), name, cells, columns));
  }
  const found = [...senders].map(([name, sender]) => ({ ...sender, alsoOAuth: oauth.has(name) }));
  const ready = [...oauth].filter((name) => !senders.has(name)).length;
  const leftOut = rows.length - body.length - (head === -1 ? 0 : 1);
  return { kind: 'read', senders: found.toSorted((a, b) => b.count - a.count), ready, leftOut: Math.max(0, leftOut) };
}

function added(before: BasicSender | undefined, name: string, cells: readonly string[], columns: Columns): BasicSender {
  const count = columns.count === null ? 1 : numberIn(cells[columns.count]);
  return {
    userPrincipalName: name,
    addresses: null,
    mechanisms: null,
    count: (before?.count ?? 0) + count,
    counted: 'messages',
    lastAt: null,
    peakPerHour: null,
    alsoOAuth: false,
    oldTls: (before?.oldTls ?? false) || columns.oldTls.some((place) => numberIn(cells[place]) > 0),
    recipients: null,
  };
}

const isAddress = (cell: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell);
const isNumber = (cell: string): boolean => /^\d[\d\s.,\u00a0]*%?$/.test(cell);

/** `1,234`, `1 234`, `12.5%`: thousands are grouped by three. */
function numberIn(cell = ''): number {
  const digits = cell.replace(/[\s\u00a0%]/g, '').replace(/[.,](?=\d{3}(?:\D|$))/g, '');
  return Number(digits.replace(',', '.')) || 0;
}

/** Names of columns in the languages that were seen, and the values that stand in one. */
function columnsOf(head: readonly string[], body: readonly (readonly string[])[]): Columns | null {
  const width = Math.max(0, ...body.map(({ length }) => length));
  const places = [...Array(width).keys()];
  const named = (pattern: RegExp): number | null => {
    const place = head.findIndex((name) => pattern.test(name));
    return place === -1 ? null : place;
  };
  const holding = (fits: (cell: string) => boolean): number[] =>
    places.filter((place) => body.length > 0 && body.every((cells) => fits(cells[place] ?? '')));
  const sender = named(/sender|mailbox|отправител|absender|exp[ée]diteur|remitente|mittente/i) ?? holding(isAddress)[0];
  if (sender === undefined || !body.some((cells) => isAddress(cells[sender] ?? ''))) return null;
  const oldTls = places.filter((place) => /tls\s*v?1[.,][01]\b/i.test(head[place] ?? ''));
  const isTls = (place: number): boolean => /tls/i.test(head[place] ?? '');
  const protocol =
    named(/auth.*protocol|протокол|authentifizierung|protocole/i) ??
    holding((cell) => /^(?:basic|oauth|modern|xoauth2)\b/i.test(cell))[0] ??
    null;
  const count =
    named(/count|messages|количеств|сообщен|anzahl|nombre/i) ?? holding(isNumber).find((each) => !isTls(each)) ?? null;
  return protocol === null && count === null ? null : { sender, protocol, count, oldTls };
}

/** RFC 4180, with the separator that a spreadsheet has written above it, or that the first line has most of. */
function rowsOf(whole: string): string[][] {
  const [above = '', said] = /^sep=(.)\r?\n/.exec(whole) ?? [];
  const text = whole.slice(above.length);
  const line = text.slice(0, text.search(/\r?\n|$/));
  const [separator = ','] = [
    ...(said === undefined ? [] : [said]),
    ...[',', ';', '\t'].toSorted((a, b) => line.split(b).length - line.split(a).length),
  ];
  const rows: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    cells.push(cell.trim());
    cell = '';
  };
  for (let at = 0; at < text.length && rows.length <= maximumRows; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '"' && quoted && text[at + 1] === '"') at += 1;
    else if (letter === '"') {
      quoted = !quoted;
      continue;
    }
    if (!quoted && letter === separator) endCell();
    else if (!quoted && letter === '\n') {
      endCell();
      rows.push(cells);
      cells = [];
    } else cell += letter;
  }
  endCell();
  return [...rows, cells];
}
