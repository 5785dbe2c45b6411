/** Writes a backup as it is read, in a tar archive: what it is, the parts, and last what each of them must be. */
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { AppError } from '../../lib/app-error.ts';
import { blockBytes, encodeTarHeader, paddingOf } from '../../lib/tar-header.ts';
import { type About, aboutPath, type ManifestPart, manifestPath } from './archive.ts';

/** A file that goes into the archive. */
export interface Part {
  /** In the archive, and below the data directory. */
  readonly path: string;
  readonly file: string;
  /** Only so much of it; left out: all. */
  readonly sizeBytes?: number;
}

const chunkBytes = 256 * 1024;

export async function* writeArchive(about: About, parts: readonly Part[]): AsyncGenerator<Buffer> {
  const manifest: ManifestPart[] = [];
  const aboutOctets = jsonOf(about);
  manifest.push({ path: aboutPath, sizeBytes: aboutOctets.length, sha256: sha256Of(aboutOctets) });
  yield* wholeEntry(aboutPath, aboutOctets);
  for (const part of parts) manifest.push(yield* fileEntry(part));
  yield* wholeEntry(manifestPath, jsonOf({ parts: manifest }));
  yield Buffer.alloc(2 * blockBytes);
}

function* wholeEntry(path: string, octets: Buffer): Generator<Buffer> {
  yield encodeTarHeader({ path, sizeBytes: octets.length });
  yield Buffer.concat([octets, Buffer.alloc(paddingOf(octets.length))]);
}

async function* fileEntry({ path, file, sizeBytes: wanted }: Part): AsyncGenerator<Buffer, ManifestPart> {
  const sizeBytes = wanted ?? (await stat(file)).size;
  yield encodeTarHeader({ path, sizeBytes });
  const hash = createHash('sha256');
  const handle = await open(file, 'r');
  try {
    let at = 0;
    while (at < sizeBytes) {
      const length = Math.min(chunkBytes, sizeBytes - at);
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, at);
      if (bytesRead === 0) throw new AppError('storage-failed', { reason: `${path} is shorter than it was` });
      const chunk = buffer.subarray(0, bytesRead);
      hash.update(chunk);
      at += bytesRead;
      yield chunk;
    }
  } finally {
    await handle.close();
  }
  yield Buffer.alloc(paddingOf(sizeBytes));
  return { path, sizeBytes, sha256: hash.digest('hex') };
}

function jsonOf(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

function sha256Of(octets: Buffer): string {
  return createHash('sha256').update(octets).digest('hex');
}
