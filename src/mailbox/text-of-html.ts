/** The words of an HTML body, for those who read mail as text. Pure; its time grows with the body and no faster. */

/** What is no text of the page. */
const hidden: ReadonlySet<string> = new Set(['style', 'script', 'head', 'title']);
/** Where a new line begins. */
const lines: ReadonlySet<string> = new Set(
  'address blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul'.split(' '),
);
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

export function textOfHtml(html: string): string {
  const lower = html.toLowerCase();
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const end = open === -1 ? html.length : open;
    parts.push(decoded(html.slice(at, end).replace(/\s+/g, ' ')));
    if (open === -1) break;
    const { text, next } = tagAt(html, lower, open);
    parts.push(text);
    at = next;
  }
  return parts
    .join('')
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim())
    .filter((line, index, all) => line !== '' || (all[index - 1] ?? '') !== '')
    .join('\n')
    .trim();
}

/** What the tag that opens at `open` stands for, and where the page goes on. */
function tagAt(html: string, lower: string, open: number): { readonly text: string; readonly next: number } {
  const after = (sought: string, from: number): number => {
    const found = lower.indexOf(sought, from);
    return found === -1 ? html.length : found + sought.length;
  };
  if (html.startsWith('<!--', open)) return { text: '', next: after('-->', open + 4) };
  const [, slash, name] = /^<(\/?)([a-z][a-z\d]{0,15}|[!?])/.exec(lower.slice(open, open + 20)) ?? [];
  // "a < b" is text.
  if (name === undefined) return { text: '<', next: open + 1 };
  if (slash === '' && hidden.has(name)) return { text: '', next: after('>', after(`</${name}`, open)) };
  return { text: lines.has(name) ? '\n' : '', next: after('>', open) };
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
