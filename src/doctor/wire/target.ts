/** The server that is to be examined: `HOST`, `HOST:PORT`, `[::1]:587`, with how TLS begins there. Pure. */

export type TlsMode = 'starttls' | 'implicit' | 'none';

export interface Target {
  readonly host: string;
  /** Null: the first of 587, 465 and 25 that is open. */
  readonly port: number | null;
}

const maximumHost = 253;
const name =
  /^(?=.{1,253}$)(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?\.)*[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?\.?$/u;
const ipv6 = /^[\da-f:.]*:[\da-f:.]*$/i;

/** Null: it names no server. */
export function parseTarget(given: string): Target | null {
  const text = given
    .trim()
    .replace(/^(?:smtps?|submissions?|tcp):\/\//i, '')
    .replace(/\/$/, '');
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text);
  const [, host = '', port] =
    bracketed ?? (ipv6.test(text) && text.split(':').length > 2 ? [text, text] : splitPort(text));
  if (host.length > maximumHost || !(bracketed || ipv6.test(host) ? ipv6.test(host) : name.test(host))) return null;
  const named = asciiOf(host);
  if (named === null || port === undefined) return named === null ? null : { host: named, port: null };
  const number = Number(port);
  return number >= 1 && number <= 65_535 ? { host: named, port: number } : null;
}

/** As names stand in DNS and certificates (RFC 5891); null: it cannot be written so. */
function asciiOf(host: string): string | null {
  if (/^[ -~]*$/.test(host)) return host;
  return URL.parse(`http://${host}`)?.hostname ?? null;
}

function splitPort(text: string): readonly (string | undefined)[] {
  return /^([^:]*)(?::(\d{1,5}))?$/.exec(text) ?? [];
}

/** How TLS begins on a port, where nobody says otherwise (RFC 8314 §3.3: 465 is TLS from the first octet). */
export function usualTls(port: number): TlsMode {
  return port === 465 ? 'implicit' : 'starttls';
}

/** `host:port` as it is written and pasted. */
export function nameOf(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
