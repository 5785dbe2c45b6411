/** Text of a response, strictly UTF-8. */

/** Octets of one response; no token or password is longer. */
const maximumResponse = 65_536;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Null: too long, or not UTF-8. */
export function textOf(response: Buffer): string | null {
  if (response.length > maximumResponse) return null;
  try {
    return decoder.decode(response);
  } catch {
    return null;
  }
}

export const empty: Buffer = Buffer.alloc(0);
