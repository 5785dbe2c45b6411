/** Small files in one compressed tar archive, made in memory. */
import { gzipSync } from 'node:zlib';
import { blockBytes, encodeTarHeader, paddingOf } from './tar-header.ts';

/** `files`: path in the archive to what it holds. */
export function tarArchive(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).flatMap(([path, text]) => {
    const octets = Buffer.from(text);
    return [encodeTarHeader({ path, sizeBytes: octets.length }), octets, Buffer.alloc(paddingOf(octets.length))];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * blockBytes)]));
}
