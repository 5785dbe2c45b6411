/** Watches the line ends of text that comes in counted chunks (BDAT), where nothing has to be decoded. */

const CR = 13;
const LF = 10;

export class LineEndChecker {
  #lastWasCarriageReturn = false;
  #bare = false;

  /** Whether a CR without LF, or an LF without CR, has been seen; `ended` says that no more octets come. */
  sawBareLineEnd(ended: boolean): boolean {
    return this.#bare || (ended && this.#lastWasCarriageReturn);
  }

  feed(chunk: Buffer): void {
    if (this.#bare || chunk.length === 0) return;
    if (this.#lastWasCarriageReturn && chunk[0] !== LF) this.#bare = true;
    let from = this.#lastWasCarriageReturn ? 1 : 0;
    this.#lastWasCarriageReturn = false;
    while (from < chunk.length && !this.#bare) {
      const carriageReturn = chunk.indexOf(CR, from);
      const lineFeed = chunk.indexOf(LF, from);
      if (carriageReturn === -1 && lineFeed === -1) return;
      if (
        carriageReturn !== -1 &&
        carriageReturn === chunk.length - 1 &&
        (lineFeed === -1 || lineFeed > carriageReturn)
      ) {
        this.#lastWasCarriageReturn = true;
        return;
      }
      this.#bare = carriageReturn === -1 || lineFeed !== carriageReturn + 1;
      from = lineFeed + 1;
    }
  }
}
