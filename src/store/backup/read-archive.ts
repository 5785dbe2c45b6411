/** Reads a backup and holds each part to the manifest at its end: damaged, cut and foreign archives are refused by the name of the part. */
import { createHash } from 'node:crypto';
import { AppError } from '../../lib/app-error.ts';
import { blockBytes, decodeTarHeader, paddingOf, type TarHeader } from '../../lib/tar-header.ts';
import {
  type About,
  aboutOf,
  aboutPath,
  archiveFormat,
  databaseFile,
  isDataPath,
  type ManifestPart,
  manifestPartsOf,
  manifestPath,
  maximumJsonBytes,
} from './archive.ts';
import { OctetReader } from './octet-reader.ts';

/** Takes the octets of one part; `isDataPath` holds for its path, and no path comes twice. */
export type PartSink = (path: string, octets: AsyncIterable<Buffer>) => Promise<void>;

/**
 * Hands each part to `sink`, and answers what the archive says of itself once all were as they must be. What `sink` took is
 * worth nothing where this throws: `AppError('backup-damaged')` or `AppError('backup-newer')`.
 */
export async function readArchive(source: AsyncIterable<Uint8Array>, sink: PartSink): Promise<About> {
  const reader = new OctetReader(source);
  const first = await readFirst(reader);
  const aboutOctets = await readWhole(reader, first);
  const about = understood(aboutOctets);
  const found = new Map<string, ManifestPart>([[aboutPath, partOf(aboutPath, aboutOctets)]]);
  let last = aboutPath;
  for (;;) {
    const header = await readHeader(reader, `what follows ${last}`);
    if (header === null) throw damaged(`it ends after ${last}, without a manifest`);
    last = header.path;
    if (last === manifestPath) {
      compare(found, manifestPartsOf(await readWhole(reader, header)));
      await readEnd(reader);
      return about;
    }
    if (!isDataPath(last)) throw damaged(`"${printable(last)}" is no file of a data directory`);
    if (found.has(last)) throw damaged(`${last} stands in it twice`);
    found.set(last, await readPart(reader, header, sink));
  }
}

/** A file that begins neither like an archive nor with the name of a backup's first part was never a backup. */
async function readFirst(reader: OctetReader): Promise<TarHeader> {
  const block = await reader.take(blockBytes);
  if (block === null) throw damaged('it is cut at the beginning');
  const header = decodeTarHeader(block);
  if (header?.path === aboutPath) return header;
  const text = block.toString('latin1');
  const isArchive = text.slice(tarMagicAt).startsWith('ustar');
  if (header === null && (isArchive || text.startsWith(aboutPath)))
    throw damaged('the head of the beginning is altered');
  throw new AppError('backup-unknown');
}

/** POSIX.1-1988, ustar. */
const tarMagicAt = 257;

async function readHeader(reader: OctetReader, where: string): Promise<TarHeader | null> {
  const block = await reader.take(blockBytes);
  if (block === null) throw damaged(`it is cut at ${where}`);
  if (block.every((octet) => octet === 0)) return null;
  const header = decodeTarHeader(block);
  if (header === null) throw damaged(`the head of ${where} is altered`);
  return header;
}

async function readWhole(reader: OctetReader, { path, sizeBytes }: TarHeader): Promise<Buffer> {
  if (sizeBytes > maximumJsonBytes) throw damaged(`${path} is too large`);
  const octets = await reader.take(sizeBytes);
  if (octets === null) throw cut(path);
  await readPadding(reader, path, sizeBytes);
  return octets;
}

async function readPart(reader: OctetReader, { path, sizeBytes }: TarHeader, sink: PartSink): Promise<ManifestPart> {
  const hash = createHash('sha256');
  async function* octets(): AsyncGenerator<Buffer> {
    for (let left = sizeBytes; left > 0; ) {
      const chunk = await reader.some(left);
      if (chunk === null) throw cut(path);
      left -= chunk.length;
      hash.update(chunk);
      yield chunk;
    }
  }
  await sink(path, octets());
  await readPadding(reader, path, sizeBytes);
  return { path, sizeBytes, sha256: hash.digest('hex') };
}

async function readPadding(reader: OctetReader, path: string, sizeBytes: number): Promise<void> {
  const padding = await reader.take(paddingOf(sizeBytes));
  if (padding === null) throw cut(path);
  if (padding.some((octet) => octet !== 0)) throw damaged(`what fills up ${path} is altered`);
}

async function readEnd(reader: OctetReader): Promise<void> {
  const end = await reader.take(2 * blockBytes);
  if (end === null) throw damaged('it is cut after its manifest');
  if (end.some((octet) => octet !== 0) || (await reader.some(1)) !== null)
    throw damaged('something stands after its manifest');
}

function understood(octets: Buffer): About {
  const about = aboutOf(octets);
  if (about === null) throw damaged(`${aboutPath} is altered`);
  if (about.format > archiveFormat) throw new AppError('backup-newer', { postern: printable(about.postern) });
  return about;
}

function compare(found: ReadonlyMap<string, ManifestPart>, manifest: readonly ManifestPart[] | null): void {
  if (manifest === null) throw damaged(`${manifestPath} is altered`);
  for (const { path, sizeBytes, sha256 } of manifest) {
    const part = found.get(path);
    if (part === undefined) throw damaged(`${printable(path)} is missing`);
    if (part.sizeBytes !== sizeBytes || part.sha256 !== sha256) throw damaged(`${path} is altered`);
  }
  const listed = new Set(manifest.map(({ path }) => path));
  for (const path of found.keys()) if (!listed.has(path)) throw damaged(`${path} is not in the manifest`);
  if (!found.has(databaseFile)) throw damaged(`${databaseFile} is missing`);
}

function partOf(path: string, octets: Buffer): ManifestPart {
  return { path, sizeBytes: octets.length, sha256: createHash('sha256').update(octets).digest('hex') };
}

function cut(path: string): AppError {
  return damaged(`it is cut within ${path}`);
}

function damaged(reason: string): AppError {
  return new AppError('backup-damaged', { reason });
}

/** What stands in a damaged archive goes to no terminal as it is. */
function printable(text: string): string {
  return text.slice(0, 100).replaceAll(/[^\x20-\x7e]/g, '?');
}
