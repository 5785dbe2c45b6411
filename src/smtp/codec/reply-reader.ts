/** Reads the replies of a server (RFC 5321 §4.2), in whatever pieces they arrive. Pure, and bounded. */

export interface Reply {
  readonly code: number;
  /** The enhanced status code of the first line (RFC 2034 §4); null: none, or not of the reply's class. */
  readonly enhanced: string | null;
  /** The text of each line, without the codes. */
  readonly lines: readonly string[];
}

/** What makes of octets no reply. */
export type Malformation = 'no-reply' | 'codes-differ' | 'line-too-long' | 'too-many-lines';

export type ReplyReaderResult =
  | { readonly kind: 'replies'; readonly replies: readonly Reply[] }
  | { readonly kind: 'malformed'; readonly why: Malformation };

export interface ReplyReader {
  /** The replies that `chunk` completes. Once malformed, it stays so. */
  read(chunk: Buffer): ReplyReaderResult;
}

/** RFC 5321 §4.5.3.1.5 says 512; servers exceed it. */
const maximumLineOctets = 2048;
const maximumLines = 100;
const replyLine = /^([2-5]\d\d)(?:([ -])(.*))?$/s;
const enhancedCode = /^([245])\.\d{1,3}\.\d{1,3}(?= |$)/;

interface ReplyLine {
  readonly code: number;
  readonly last: boolean;
  readonly text: string;
}

export function createReplyReader(): ReplyReader {
  let pending = '';
  let unfinished: ReplyLine[] = [];
  let malformed: Malformation | null = null;

  function takeLine(line: string, replies: Reply[]): Malformation | null {
    if (line.length > maximumLineOctets) return 'line-too-long';
    const parsed = parseLine(line);
    if (parsed === null) return 'no-reply';
    if (unfinished.length >= maximumLines) return 'too-many-lines';
    if (unfinished[0] !== undefined && unfinished[0].code !== parsed.code) return 'codes-differ';
    unfinished.push(parsed);
    if (parsed.last) {
      replies.push(toReply(parsed.code, unfinished));
      unfinished = [];
    }
    return null;
  }

  return {
    read(chunk) {
      const replies: Reply[] = [];
      if (malformed === null) {
        // One octet, one character: a character cut in two is whole again when the line is decoded.
        const lines = (pending + chunk.toString('latin1')).split('\n');
        pending = lines.pop() ?? '';
        for (const line of lines) malformed ??= takeLine(line, replies);
        if (pending.length > maximumLineOctets) malformed ??= 'line-too-long';
      }
      return malformed !== null ? { kind: 'malformed', why: malformed } : { kind: 'replies', replies };
    },
  };
}

function parseLine(line: string): ReplyLine | null {
  const octets = line.endsWith('\r') ? line.slice(0, -1) : line;
  const match = replyLine.exec(octets);
  if (match === null) return null;
  return { code: Number(match[1]), last: match[2] !== '-', text: Buffer.from(match[3] ?? '', 'latin1').toString() };
}

function toReply(code: number, replyLines: readonly ReplyLine[]): Reply {
  const found = enhancedCode.exec(replyLines[0]?.text ?? '');
  const enhanced = found !== null && Number(found[1]) === Math.floor(code / 100) ? found[0] : null;
  const lines = replyLines.map(({ text }) =>
    enhanced !== null && (text === enhanced || text.startsWith(`${enhanced} `))
      ? text.slice(enhanced.length + 1)
      : text,
  );
  return { code, enhanced, lines };
}
