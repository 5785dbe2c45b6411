/** The head of a file in a tar archive (POSIX ustar), as far as we write it ourselves. Pure. */

export const blockBytes = 512;
/** What eleven octal digits can say; beyond it the size stands in binary, as GNU tar writes and reads it. */
const octalLimit = 8 ** 11;
const sizeAt = 124;
const sizeLength = 12;
const checksumAt = 148;
const checksumLength = 8;
const nameLength = 100;

export interface TarHeader {
  readonly path: string;
  readonly sizeBytes: number;
}

export function encodeTarHeader({ path, sizeBytes }: TarHeader): Buffer {
  const header = Buffer.alloc(blockBytes);
  header.write(path, 0, nameLength, 'latin1');
  header.write('0000600\0', 100, 'latin1');
  header.write('0000000\0', 108, 'latin1');
  header.write('0000000\0', 116, 'latin1');
  writeSize(header, sizeBytes);
  header.write('00000000000\0', 136, 'latin1');
  header.write('0', 156, 'latin1');
  header.write('ustar\u000000', 257, 'latin1');
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, checksumAt, 'latin1');
  return header;
}

/** Null: it is no head that `encodeTarHeader` has made. */
export function decodeTarHeader(header: Buffer): TarHeader | null {
  if (header.length !== blockBytes) return null;
  const end = header.indexOf(0);
  const path = header.toString('latin1', 0, Math.min(end === -1 ? nameLength : end, nameLength));
  const sizeBytes = readSize(header);
  // All that a head may say beyond name and size (links, owners, directories) is not believed: it must be as we write it.
  return Number.isSafeInteger(sizeBytes) && encodeTarHeader({ path, sizeBytes }).equals(header)
    ? { path, sizeBytes }
    : null;
}

/** Octets that fill a part up to whole blocks. */
export function paddingOf(sizeBytes: number): number {
  return (blockBytes - (sizeBytes % blockBytes)) % blockBytes;
}

function writeSize(header: Buffer, sizeBytes: number): void {
  if (sizeBytes < octalLimit) {
    header.write(`${sizeBytes.toString(8).padStart(11, '0')}\0`, sizeAt, 'latin1');
    return;
  }
  header[sizeAt] = 0x80;
  header.writeBigUInt64BE(BigInt(sizeBytes), sizeAt + 4);
}

function readSize(header: Buffer): number {
  if (header[sizeAt] === 0x80) return Number(header.readBigUInt64BE(sizeAt + 4));
  return Number.parseInt(header.toString('latin1', sizeAt, sizeAt + sizeLength - 1), 8);
}

/** The sum of all octets, those of the checksum itself taken as spaces. */
function checksumOf(header: Buffer): number {
  let sum = 0x20 * checksumLength;
  for (const [at, octet] of header.entries()) {
    if (at < checksumAt || at >= checksumAt + checksumLength) sum += octet;
  }
  return sum;
}
