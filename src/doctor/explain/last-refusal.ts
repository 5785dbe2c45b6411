/** The last refusal of an SMTP server that a text holds: its number, and the words after it. Pure. */

export interface Refusal {
  /** Where it begins in the text. */
  readonly at: number;
  /** Three digits, and the enhanced code of RFC 3463 where there is one. */
  readonly code: string;
  readonly enhanced: string | null;
  /** What the server says, as far as a few hundred characters. */
  readonly words: string;
}

/**
 * A number of RFC 5321 §4.2 that refuses (4yz, 5yz; not those that only HTTP has), where no line, port, address, time or HTTP status is meant, and what follows it. A client may
 * put quotation marks, commas or a colon between.
 */
const numbered =
  /(?<![\w.:/#[-]|"code"\s?:\s?|\b(?:line|port|status(?:[ _-]?code)?|HTTP(?:\/[\d.]+)?|Zeile|línea|ligne|строка) ?)(4(?:21|[3-57]\d)|5(?:[0-5]\d|7\d))(?![\d.:/,]\d|[\w%])(?:"?,? (?:with )?message "|["'“”]?[,:;)]? ?(?:b?["'“(])?|[ -])\s?#?(?:([45]\.\d{1,3}\.\d{1,3})\b[ :]*)?([^\n]{0,300})/gi;

/** An enhanced code alone, as clients print that keep the number apart. */
const enhancedAlone = /(?<![\w.])([45])\.(\d{1,3})\.(\d{1,3})(?![\w.])[ :]*([^\n]{0,300})/g;

export function lastRefusal(flat: string): Refusal | null {
  const full = last(flat, numbered);
  if (full !== null) {
    const [, code = '', enhanced = null, words = ''] = full;
    return { at: full.index, code, enhanced, words };
  }
  const alone = last(flat, enhancedAlone);
  if (alone === null) return null;
  const [, kind = '', subject, detail, words = ''] = alone;
  return { at: alone.index, code: `${kind}50`, enhanced: `${kind}.${subject}.${detail}`, words };
}

/** Of the commands themselves, not of what they ask for (RFC 5321 §4.2.2, RFC 3463 §3.6). */
export function isOfProtocol({ code, enhanced, words }: Refusal): boolean {
  if (enhanced !== null) return /^5\.(?:5\.[1-6]|1\.7|3\.3|4\.(?:6|14))$/.test(enhanced);
  return (
    /^5(?:0[0-3]|55)$/.test(code) &&
    /\b(?:commands?\b(?!['"]?:)|syntax|sequence|parameters?|arguments?)\b|\bneed (?:mail|rcpt)\b|\b(?:ehlo|helo) first/i.test(
      words,
    )
  );
}

/** A sentence, not a name or a number: two words at least. */
export function saysSomething({ words }: Refusal): boolean {
  return (words.slice(0, 120).match(/\p{L}{2,}/gu) ?? []).length >= 2;
}

/** The last match that begins outside the one before: each takes what follows it along, so it is looked for from the end. */
function last(text: string, pattern: RegExp): RegExpExecArray | null {
  const steps = new RegExp(pattern.source, pattern.flags);
  let found: RegExpExecArray | null = null;
  for (let at = 0; ; at = found.index + 3) {
    steps.lastIndex = at;
    const next = steps.exec(text);
    if (next === null) return found;
    found = next;
  }
}
