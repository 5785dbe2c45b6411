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
  const full = all(flat, numbered).map(
    ({ index, 1: code = '', 2: enhanced = null, 3: words = '' }): Refusal => ({ at: index, code, enhanced, words }),
  );
  const alone = all(full.length > 0 ? '' : flat, enhancedAlone).map(
    ({ index, 1: kind = '', 2: subject, 3: detail, 4: words = '' }): Refusal => ({
      at: index,
      code: `${kind}50`,
      enhanced: `${kind}.${subject}.${detail}`,
      words,
    }),
  );
  const found = [...full, ...alone];
  // The last line of a reply of several may hold the number alone.
  return found.findLast(saysSomething) ?? found.at(-1) ?? null;
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

/** Refusals that are looked at, from the end. */
const maximumRefusals = 200;

/** Every match: each takes what follows it along, so that the next is looked for within it. */
function all(text: string, pattern: RegExp): RegExpExecArray[] {
  const steps = new RegExp(pattern.source, pattern.flags);
  const found: RegExpExecArray[] = [];
  for (let next = steps.exec(text); next !== null; next = steps.exec(text)) {
    found.push(next);
    if (found.length > maximumRefusals) found.shift();
    steps.lastIndex = next.index + 3;
  }
  return found;
}
