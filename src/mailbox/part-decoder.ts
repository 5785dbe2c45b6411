/** Undoes the transfer encoding of a MIME part, line by line as it streams by. Pure. */

export interface PartDecoder {
  /** A line with its end, or a piece of a long one. */
  write(line: Buffer): Buffer;
  /** What was held back. The line end before a boundary belongs to the boundary (RFC 2046 §5.1.1). */
  end(): Buffer;
}

const nothing = Buffer.alloc(0);
const crlf = Buffer.from('\r\n');

/** `encoding`: the word of Content-Transfer-Encoding, any case; octets of an unknown one stay as they are. */
export function createPartDecoder(encoding: string): PartDecoder {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return base64();
    case 'quoted-printable':
      return quotedPrintable();
    default:
      return identity();
  }
}

/** Characters that are decoded at once. */
const batchCharacters = 16_384;

// RFC 2045 §6.8: what is not in the alphabet is passed over.
function base64(): PartDecoder {
  let waiting = '';
  const decodeAll = (whole: number): Buffer => {
    const octets = Buffer.from(waiting.slice(0, whole), 'base64');
    waiting = waiting.slice(whole);
    return octets;
  };
  return {
    write(line) {
      waiting += line.toString('latin1').replace(/[^A-Za-z\d+/]+/g, '');
      return waiting.length < batchCharacters ? nothing : decodeAll(waiting.length - (waiting.length % 4));
    },
    end: () => decodeAll(waiting.length),
  };
}

// RFC 2045 §6.7
function quotedPrintable(): PartDecoder {
  let held = nothing;
  return {
    write(line) {
      const text = line.toString('latin1');
      const ends = text.endsWith('\n');
      const bare = ends ? text.replace(/[ \t]*\r?\n$/, '') : text;
      const soft = ends && bare.endsWith('=');
      const octets = (soft ? bare.slice(0, -1) : bare).replace(/=([\dA-Fa-f]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      const decoded = Buffer.concat([held, Buffer.from(octets, 'latin1')]);
      held = ends && !soft ? crlf : nothing;
      return decoded;
    },
    end: () => nothing,
  };
}

function identity(): PartDecoder {
  let held = nothing;
  return {
    write(line) {
      const endBytes = line.at(-1) !== 0x0a ? 0 : line.at(-2) === 0x0d ? 2 : 1;
      const octets = Buffer.concat([held, line.subarray(0, line.length - endBytes)]);
      held = endBytes === 0 ? nothing : Buffer.from(line.subarray(line.length - endBytes));
      return octets;
    },
    end: () => nothing,
  };
}
