/** Writes a message for DATA: a dot before each line that begins with one, and the final dot (RFC 5321 §4.5.2). Pure. */

export interface DotStuffer {
  /** The octets to send for this piece of the message. */
  write(chunk: Buffer): Buffer;
  /** What ends the message: the final dot, after a line end if the message lacks one. */
  end(): Buffer;
}

const cr = 0x0d;
const lf = 0x0a;
const dot = 0x2e;
const dotBytes = Buffer.from('.');

/** Expects CRLF line ends, as the spool keeps them. */
export function createDotStuffer(): DotStuffer {
  // The two octets before the next; a message begins as if after a line end.
  let beforeLast = cr;
  let last = lf;

  return {
    write(chunk) {
      const pieces: Buffer[] = [];
      let from = 0;
      for (let at = chunk.indexOf(dot); at !== -1; at = chunk.indexOf(dot, at + 1)) {
        const previous = at >= 1 ? chunk[at - 1] : last;
        // A bare LF counts too: some servers take it for a line end.
        if (previous !== lf) continue;
        pieces.push(chunk.subarray(from, at), dotBytes);
        from = at;
      }
      if (chunk.length > 0) {
        beforeLast = chunk.length >= 2 ? (chunk[chunk.length - 2] ?? 0) : last;
        last = chunk[chunk.length - 1] ?? 0;
      }
      return pieces.length === 0 ? chunk : Buffer.concat([...pieces, chunk.subarray(from)]);
    },
    end: () => Buffer.from(beforeLast === cr && last === lf ? '.\r\n' : '\r\n.\r\n'),
  };
}
