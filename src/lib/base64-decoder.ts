/** Decodes base64 as it streams by, strictly: what is no base64 is an error, and not passed over. */

export class InvalidBase64 extends Error {}

/** White space may stand anywhere (MIME breaks lines); padding stands at the end only (RFC 4648 §4). */
export async function* decodedBase64(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let carry = '';
  for await (const chunk of chunks) {
    const text = carry + Buffer.from(chunk).toString('latin1').replace(/\s+/g, '');
    // What may be the last group waits for the end.
    const whole = Math.max(0, Math.floor((text.length - 1) / 4) * 4);
    carry = text.slice(whole);
    if (whole > 0) yield decodeGroups(text.slice(0, whole), /^[A-Za-z\d+/]*$/);
  }
  if (carry !== '') yield decodeGroups(carry, /^[A-Za-z\d+/]{2}(?:==|[A-Za-z\d+/](?:=|[A-Za-z\d+/]))$/);
}

function decodeGroups(text: string, allowed: RegExp): Buffer {
  if (!allowed.test(text)) throw new InvalidBase64('this is no base64');
  return Buffer.from(text, 'base64');
}
