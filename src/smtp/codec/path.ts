/** Reverse-path and forward-path of MAIL and RCPT (RFC 5321 §4.1.2), with the liberties that real devices take. */

export interface PathAndParameters {
  /** `local@domain`, the domain in lower case; empty for `<>`. */
  readonly address: string;
  /** What follows the path. */
  readonly parameters: string;
}

/** RFC 5321 §4.5.3.1.1 and .2, in octets. */
const maximumLocalPart = 64;
const maximumDomain = 255;

const dotString = /^[^\s@<>()[\]\\,;:"\p{Cc}]+$/u;
const quotedString = /^"(?:[^"\\\p{Cc}]|\\[\x20-\x7E])*"$/u;
const domainName =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?)(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?)*$/u;
const addressLiteral = /^\[(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[0-9A-Fa-f:.]+)\]$/;

/** `keyword` is `FROM` or `TO`. Null: not a path. */
export function parsePath(argument: string, keyword: 'FROM' | 'TO'): PathAndParameters | null {
  if (argument.slice(0, keyword.length).toUpperCase() !== keyword) return null;
  const afterKeyword = argument.slice(keyword.length).trimStart();
  if (!afterKeyword.startsWith(':')) return null;
  // A space after the colon: see docs/client-quirks.md.
  const rest = afterKeyword.slice(1).trimStart();
  const split = rest.startsWith('<') ? splitBracketed(rest) : splitBare(rest);
  if (split === null) return null;
  if (split.path === '')
    return keyword === 'FROM' && rest.startsWith('<') ? { address: '', parameters: split.parameters } : null;
  const address = normaliseAddress(withoutSourceRoute(split.path));
  return address === null ? null : { address, parameters: split.parameters };
}

/** `local@domain` with the domain in lower case; null where it is no mailbox. */
export function normaliseAddress(text: string): string | null {
  const at = text.lastIndexOf('@');
  if (at < 1) return null;
  const localPart = text.slice(0, at);
  const domain = text.slice(at + 1);
  if (Buffer.byteLength(localPart) > maximumLocalPart || Buffer.byteLength(domain) > maximumDomain) return null;
  if (text.includes('\uFFFD')) return null;
  const localPartIsRight = localPart.startsWith('"') ? quotedString.test(localPart) : isDotString(localPart);
  if (!localPartIsRight || !(domainName.test(domain) || addressLiteral.test(domain))) return null;
  return `${localPart}@${domain.toLowerCase()}`;
}

/** Whether the address needs SMTPUTF8 (RFC 6531 §3.3). */
export function isInternational(address: string): boolean {
  return /[^\x00-\x7F]/.test(address);
}

function isDotString(localPart: string): boolean {
  return (
    dotString.test(localPart) && !localPart.startsWith('.') && !localPart.endsWith('.') && !localPart.includes('..')
  );
}

function splitBracketed(text: string): { path: string; parameters: string } | null {
  let quoted = false;
  for (let index = 1; index < text.length; index += 1) {
    const character = text[index];
    if (quoted && character === '\\') index += 1;
    else if (character === '"') quoted = !quoted;
    else if (character === '>' && !quoted) {
      const parameters = text.slice(index + 1);
      if (parameters !== '' && !parameters.startsWith(' ')) return null;
      return { path: text.slice(1, index).trim(), parameters: parameters.trim() };
    }
  }
  return null;
}

// Angle brackets left out: see docs/client-quirks.md.
function splitBare(text: string): { path: string; parameters: string } {
  const space = text.indexOf(' ');
  return space === -1
    ? { path: text, parameters: '' }
    : { path: text.slice(0, space), parameters: text.slice(space + 1).trim() };
}

// RFC 5321 §4.1.1.3: a source route is accepted and passed over.
function withoutSourceRoute(path: string): string {
  return path.startsWith('@') && path.includes(':') ? path.slice(path.indexOf(':') + 1) : path;
}
