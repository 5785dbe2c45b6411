/** Octets of a stream, as many at a time as are asked for. */

export class OctetReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** At least one octet, at most `maximum`; null: there are no more. */
  async some(maximum: number): Promise<Buffer | null> {
    while (this.#held.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) return null;
      this.#held = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    }
    const taken = this.#held.subarray(0, maximum);
    this.#held = this.#held.subarray(taken.length);
    return taken;
  }

  /** Exactly so many; null: there are fewer. */
  async take(count: number): Promise<Buffer | null> {
    const pieces: Buffer[] = [];
    for (let left = count; left > 0; ) {
      const piece = await this.some(left);
      if (piece === null) return null;
      pieces.push(piece);
      left -= piece.length;
    }
    return Buffer.concat(pieces);
  }
}
