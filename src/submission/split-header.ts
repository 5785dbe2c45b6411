/** Parts a message that streams by into its header and the rest. */

const emptyLine = Buffer.from('\r\n\r\n');

export interface SplitMessage {
  /** With the CRLF of its last field; the empty line is in the rest. */
  readonly header: Buffer;
  readonly rest: AsyncIterable<Buffer>;
}

/** Null: the header is larger than `maximumBytes`. Lines end with CRLF. */
export async function splitHeader(chunks: AsyncIterable<Buffer>, maximumBytes: number): Promise<SplitMessage | null> {
  const iterator = chunks[Symbol.asyncIterator]();
  let soFar = Buffer.alloc(0);
  for (;;) {
    const next = await iterator.next();
    if (next.done) return { header: soFar, rest: nothing() };
    soFar = Buffer.concat([soFar, next.value]);
    const end = soFar.indexOf(emptyLine);
    if (end > maximumBytes || (end === -1 && soFar.length > maximumBytes)) {
      await iterator.return?.();
      return null;
    }
    if (end === -1) continue;
    return { header: soFar.subarray(0, end + 2), rest: resumed(soFar.subarray(end + 2), iterator) };
  }
}

async function* nothing(): AsyncGenerator<Buffer> {}

async function* resumed(first: Buffer, iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => iterator };
}
