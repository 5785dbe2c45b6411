/** Takes octets as they arrive and gives them out as lines or as runs of octets. Holds at most one line of the limit asked for. */

const CR = 13;
const LF = 10;

export type LineResult =
  | { readonly kind: 'line'; readonly line: Buffer }
  /** The line is not complete yet. */
  | { readonly kind: 'more' }
  /** Longer than the limit; it has been thrown away up to its end. */
  | { readonly kind: 'too-long' }
  /** A CR without LF or an LF without CR; the line has been thrown away up to its end. */
  | { readonly kind: 'bare' };

const more: LineResult = { kind: 'more' };
const nothing: Buffer = Buffer.alloc(0);

export class WireReader {
  #pending: Buffer = nothing;
  /** The rest of an over-long line is being passed over. */
  #skipping = false;

  /** Octets fed and not yet given out. */
  get pendingBytes(): number {
    return this.#pending.length;
  }

  /** Whether the line that comes next begins so, in any case; null: its beginning has been thrown away. */
  begins(upperCase: string): boolean | null {
    if (this.#skipping) return null;
    return this.#pending.toString('latin1', 0, upperCase.length).toUpperCase() === upperCase;
  }

  feed(chunk: Buffer): void {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
  }

  /** Throws away what has been fed: what came in clear before STARTTLS must not be heard after it (RFC 3207 §4.2). */
  discard(): void {
    this.#pending = nothing;
    this.#skipping = false;
  }

  /** Everything fed and not yet given out. */
  takeAll(): Buffer {
    const all = this.#pending;
    this.#pending = nothing;
    return all;
  }

  /** Puts back the tail of what `takeAll` gave. */
  putBack(rest: Buffer): void {
    this.#pending = rest;
  }

  /** At most `count` octets; empty where there are none. */
  takeOctets(count: number): Buffer {
    const taken = this.#pending.subarray(0, count);
    this.#pending = this.#pending.length > count ? this.#pending.subarray(count) : nothing;
    return taken;
  }

  /**
   * The next line without its end. `limit` counts octets with CRLF (RFC 5321 §4.5.3.1).
   * `normalise` takes a bare LF for the end of a line, for devices that know no better.
   */
  takeLine(limit: number, normalise: boolean): LineResult {
    const pending = this.#pending;
    const end = pending.indexOf(LF);
    if (end === -1) return this.#incomplete(limit);
    this.#pending = end + 1 < pending.length ? pending.subarray(end + 1) : nothing;
    if (this.#skipping) {
      this.#skipping = false;
      return { kind: 'too-long' };
    }
    if (end + 1 > limit) return { kind: 'too-long' };
    const carriageReturn = pending.indexOf(CR);
    if (carriageReturn === end - 1 && end > 0) return { kind: 'line', line: pending.subarray(0, end - 1) };
    if (normalise && (carriageReturn === -1 || carriageReturn > end))
      return { kind: 'line', line: pending.subarray(0, end) };
    return { kind: 'bare' };
  }

  #incomplete(limit: number): LineResult {
    if (this.#pending.length >= limit || this.#skipping) {
      this.#skipping = true;
      this.#pending = nothing;
    } else if (this.#pending.length > 0 && this.#pending.buffer.byteLength > 4 * limit) {
      // A short rest must not keep a large receive buffer alive.
      this.#pending = Buffer.from(this.#pending);
    }
    return more;
  }
}
