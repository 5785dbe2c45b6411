/** Line ends as mail has them. */

/** The same text with every line end a CRLF, whichever it was (RFC 5322 §2.3). */
export async function* withCrlf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let carry = '';
  for await (const chunk of chunks) {
    const text = carry + chunk.toString('latin1');
    // A CR at the end may be the half of a CRLF.
    carry = text.endsWith('\r') ? '\r' : '';
    yield crlf(carry === '' ? text : text.slice(0, -1));
  }
  if (carry !== '') yield crlf(carry);
}

function crlf(text: string): Buffer {
  return Buffer.from(text.replace(/\r\n|\r|\n/g, '\r\n'), 'latin1');
}
