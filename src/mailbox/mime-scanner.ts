/** Tells the lines of a message apart as it streams by: what is read at once, and what are contents of attachments. Pure. */

export interface AttachmentPart {
  /** From 0, in the order of the message. */
  readonly index: number;
  /** Its header, as it stands. */
  readonly header: string;
  readonly encoding: string;
  readonly isInline: boolean;
}

export interface ScannerSink {
  /** Headers, boundaries and texts: a message that lacks its attachments. */
  text(octets: Buffer): void;
  /** A line of the contents of an attachment, still encoded. */
  content(part: AttachmentPart, line: Buffer): void;
  ended(part: AttachmentPart): void;
}

/** Boundaries inside each other, octets of the header of a part, and of a line that can be a boundary (RFC 2046 §5.1.1). */
const maximumDepth = 50;
const maximumHeaderBytes = 262_144;
const maximumLineBytes = 8192;

type State = 'header' | 'text' | 'between' | AttachmentPart;

export class MimeScanner {
  readonly #sink: ScannerSink;
  readonly #boundaries: string[] = [];
  #state: State = 'header';
  /** The header that is coming, after the boundary before it. */
  #header: Buffer[] = [];
  #headerBytes = 0;
  #boundaryLine = Buffer.alloc(0);
  #isTop = true;
  #parts = 0;
  #rest: Buffer = Buffer.alloc(0);
  #lineGoesOn = false;

  constructor(sink: ScannerSink) {
    this.#sink = sink;
  }

  write(chunk: Buffer): void {
    const octets = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    for (let end = octets.indexOf(10); end !== -1; end = octets.indexOf(10, at)) {
      this.#line(octets.subarray(at, end + 1), !this.#lineGoesOn);
      this.#lineGoesOn = false;
      at = end + 1;
    }
    this.#rest = octets.subarray(at);
    if (this.#rest.length <= maximumLineBytes) {
      this.#rest = Buffer.from(this.#rest);
      return;
    }
    this.#line(this.#rest, !this.#lineGoesOn);
    this.#lineGoesOn = true;
    this.#rest = Buffer.alloc(0);
  }

  end(): void {
    if (this.#rest.length > 0) this.#line(this.#rest, !this.#lineGoesOn);
    if (this.#state === 'header') this.#headerEnded();
    this.#endPart();
  }

  #line(line: Buffer, starts: boolean): void {
    if (starts && line[0] === 45 && line[1] === 45 && this.#boundary(line)) return;
    if (this.#state === 'header') this.#headerLine(line);
    else if (this.#state === 'text') this.#sink.text(line);
    else if (this.#state !== 'between') this.#sink.content(this.#state, line);
  }

  /** Whether it is one, of this multipart or of one around it. */
  #boundary(line: Buffer): boolean {
    if (this.#boundaries.length === 0) return false;
    const text = line.toString('latin1').trimEnd();
    const depth = this.#boundaries.findLastIndex((each) => text === `--${each}` || text === `--${each}--`);
    if (depth === -1) return false;
    this.#endPart();
    const closes = text.length > (this.#boundaries[depth]?.length ?? 0) + 2;
    this.#boundaries.length = closes ? depth : depth + 1;
    if (closes) {
      this.#state = 'between';
      this.#sink.text(line);
    } else {
      this.#state = 'header';
      this.#boundaryLine = Buffer.from(line);
    }
    return true;
  }

  #headerLine(line: Buffer): void {
    this.#header.push(Buffer.from(line));
    this.#headerBytes += line.length;
    const isEmpty = line.length <= 2 && line.toString('latin1').trim() === '';
    if (isEmpty || this.#headerBytes > maximumHeaderBytes) this.#headerEnded();
  }

  #headerEnded(): void {
    const octets = Buffer.concat(this.#header);
    const header = octets.toString('latin1');
    const isTop = this.#isTop;
    this.#header = [];
    this.#headerBytes = 0;
    this.#isTop = false;
    const boundary = boundaryOf(header);
    const part = boundary === null ? attachmentOf(header, this.#parts) : null;
    // What is no part of the text is as if it were not there, but for the header of the message itself.
    const tooDeep = boundary !== null && this.#boundaries.length >= maximumDepth;
    if ((part === null && !tooDeep) || isTop) this.#sink.text(Buffer.concat([this.#boundaryLine, octets]));
    if (part !== null) this.#parts += 1;
    if (boundary !== null && !tooDeep) this.#boundaries.push(boundary);
    this.#state = part ?? (boundary === null ? 'text' : 'between');
  }

  #endPart(): void {
    if (typeof this.#state === 'object') this.#sink.ended(this.#state);
    this.#header = [];
    this.#headerBytes = 0;
    this.#state = 'between';
  }
}

function fieldOf(header: string, name: string): string {
  const found = new RegExp(`(?:^|\\n)${name}[ \\t]*:((?:[^\\r\\n]|\\r?\\n[ \\t])*)`, 'i').exec(header);
  return (found?.[1] ?? '').replace(/\r?\n[ \t]/g, ' ').trim();
}

/** Null: it is no multipart, or one that nothing can be told of. */
function boundaryOf(header: string): string | null {
  const type = fieldOf(header, 'content-type');
  if (!/^multipart\//i.test(type)) return null;
  const [, quoted, bare] = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s";]{1,200}))/i.exec(type) ?? [];
  return (quoted ?? bare)?.trimEnd() ?? null;
}

/** Null: it is a text to be read with the message. */
function attachmentOf(header: string, index: number): AttachmentPart | null {
  const type = fieldOf(header, 'content-type') || 'text/plain';
  const disposition = fieldOf(header, 'content-disposition');
  // A multipart without a boundary is read as far as it can be.
  const isText = /^(text\/(plain|html)|multipart\/)\b/i.test(type) && !/^attachment\b/i.test(disposition);
  if (isText && !/;\s*(file)?name\*?(\d\*?)?\s*=/i.test(`${type};${disposition}`)) return null;
  const hasId = fieldOf(header, 'content-id') !== '';
  return {
    index,
    header,
    encoding: fieldOf(header, 'content-transfer-encoding'),
    isInline: disposition === '' ? hasId : /^inline\b/i.test(disposition),
  };
}
