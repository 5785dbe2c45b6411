/**
 * Decodes what follows DATA: finds the one true end (CRLF.CRLF), removes the stuffed dots, and watches the line ends.
 * Only CRLF ends a line, so none of `\n.\n`, `\r.\r`, `\n.\r\n`, `\r\n.\n` ends a message (RFC 5321 §2.3.8, §4.1.1.4).
 */

const CR = 13;
const LF = 10;
const DOT = 46;

export interface DataDecoderOptions {
  /** Octets of a text line with CRLF that are let through (RFC 5321 §4.5.3.1.6 asks for 1,000 at least). */
  readonly maximumLineBytes: number;
  /** Whether a bare CR or LF is an error, or becomes CRLF. */
  readonly bareLineEnds: 'refuse' | 'normalise';
}

export type DataFault = 'bare-line-end' | 'line-too-long';

const crlf = Buffer.from('\r\n');
const nothing = Buffer.alloc(0);

export class DataDecoder {
  readonly #options: DataDecoderOptions;
  #carry: Buffer = nothing;
  #lineBytes = 0;
  /** The next octet begins a line that a CRLF (or the beginning) stands before. */
  #atLineStart = true;
  #fault: DataFault | null = null;

  constructor(options: DataDecoderOptions) {
    this.#options = options;
  }

  /** The first rule that the text broke. The text is read to its end all the same. */
  get fault(): DataFault | null {
    return this.#fault;
  }

  /**
   * Decodes `input`, hands decoded pieces to `emit` (views of `input`), and returns what follows the end of the message,
   * or null while the end has not come.
   */
  feed(input: Buffer, emit: (piece: Buffer) => void): Buffer | null {
    const chunk = this.#carry.length > 0 ? Buffer.concat([this.#carry, input]) : input;
    this.#carry = nothing;
    let position = 0;
    let pieceStart = 0;
    while (position < chunk.length) {
      if (this.#atLineStart && chunk[position] === DOT) {
        if (chunk.length - position < 3) {
          // `.`, `.\r`: the end, or a stuffed dot; the next octets tell.
          if (chunk.length - position === 1 || chunk[position + 1] === CR)
            return this.#holdBack(chunk, pieceStart, position, emit);
        } else if (chunk[position + 1] === CR && chunk[position + 2] === LF) {
          if (position > pieceStart) emit(chunk.subarray(pieceStart, position));
          return chunk.subarray(position + 3);
        }
        if (position > pieceStart) emit(chunk.subarray(pieceStart, position));
        position += 1;
        pieceStart = position;
      }
      this.#atLineStart = false;
      const end = this.#lineEnd(chunk, position);
      if (end.kind === 'none') break;
      if (end.kind === 'undecided') {
        this.#countLine(end.at - position);
        return this.#holdBack(chunk, pieceStart, end.at, emit);
      }
      this.#countLine(end.at + end.width - position);
      this.#lineBytes = 0;
      if (end.kind === 'bare') {
        this.#fault ??= this.#options.bareLineEnds === 'refuse' ? 'bare-line-end' : null;
        emit(chunk.subarray(pieceStart, end.at));
        emit(crlf);
        pieceStart = end.at + end.width;
      }
      position = end.at + end.width;
      this.#atLineStart = end.kind === 'crlf';
    }
    if (chunk.length > position) this.#countLine(chunk.length - position);
    if (chunk.length > pieceStart) emit(chunk.subarray(pieceStart));
    return null;
  }

  #lineEnd(
    chunk: Buffer,
    from: number,
  ): { kind: 'none' } | { kind: 'undecided' | 'crlf' | 'bare'; at: number; width: number } {
    const carriageReturn = chunk.indexOf(CR, from);
    const lineFeed = chunk.indexOf(LF, from);
    if (carriageReturn === -1 && lineFeed === -1) return { kind: 'none' };
    if (carriageReturn !== -1 && lineFeed === carriageReturn + 1) return { kind: 'crlf', at: carriageReturn, width: 2 };
    if (carriageReturn === -1 || (lineFeed !== -1 && lineFeed < carriageReturn))
      return { kind: 'bare', at: lineFeed, width: 1 };
    if (carriageReturn === chunk.length - 1) return { kind: 'undecided', at: carriageReturn, width: 1 };
    return { kind: 'bare', at: carriageReturn, width: 1 };
  }

  #countLine(bytes: number): void {
    this.#lineBytes += bytes;
    if (this.#lineBytes > this.#options.maximumLineBytes) this.#fault ??= 'line-too-long';
  }

  #holdBack(chunk: Buffer, pieceStart: number, at: number, emit: (piece: Buffer) => void): null {
    if (at > pieceStart) emit(chunk.subarray(pieceStart, at));
    this.#carry = Buffer.from(chunk.subarray(at));
    return null;
  }
}
